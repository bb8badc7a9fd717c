// Keeps what was entered across a reload of the tab; access codes never pass through here.
import type { Entered, Entries, Entry, MadeSignature } from "./entries.ts";

// Long enough to gather the letters of a word, short enough to lose none of them to a crash.
const WAIT_MS = 300;

const keyOf = (invitationId: string) => `signing:${invitationId}`;

/** What was kept for the invitation in this tab, if anything. */
export function readDraft(invitationId: string): Entered | undefined {
  const kept = storage()?.getItem(keyOf(invitationId));
  // Only keepDraft writes this key, and only this tab can read it.
  return kept ? unpacked(JSON.parse(kept) as Draft) : undefined;
}

/** Writes the draft after changes. A full or forbidden storage costs the draft, never the signing. */
export function keepDraft(invitationId: string, entries: Entries): { drop(): void } {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  function write(): void {
    clearTimeout(waiting);
    waiting = undefined;
    try {
      storage()?.setItem(keyOf(invitationId), JSON.stringify(packed(entries.current())));
    } catch (error) {
      console.warn("the draft could not be kept", error);
    }
  }
  entries.onChange(() => {
    waiting ??= setTimeout(write, WAIT_MS);
  });
  window.addEventListener("pagehide", () => {
    if (waiting !== undefined) write();
  });
  return {
    drop() {
      clearTimeout(waiting);
      waiting = undefined;
      storage()?.removeItem(keyOf(invitationId));
    },
  };
}

// One signature stands in many fields; its picture is written once and fields name it by number.
interface Draft {
  pictures: MadeSignature[];
  fields: Record<string, Exclude<Entry, { kind: "signature" }> | { kind: "signature"; picture: number }>;
  placements: (Omit<Entered["placements"][number], "signature"> & { picture: number })[];
  adopted: { SIGNATURE?: number; INITIALS?: number };
}

function packed({ fields, placements, adopted }: Entered): Draft {
  const pictures: MadeSignature[] = [];
  const numberOf = (signature: MadeSignature): number => {
    const known = pictures.findIndex((each) => each.image_png_base64 === signature.image_png_base64);
    return known >= 0 ? known : pictures.push(signature) - 1;
  };
  const draft: Draft = { pictures, fields: {}, placements: [], adopted: {} };
  for (const [id, entry] of Object.entries(fields)) {
    draft.fields[id] =
      entry.kind === "signature" ? { kind: "signature", picture: numberOf(entry.signature) } : entry;
  }
  draft.placements = placements.map(({ signature, ...rest }) => ({ ...rest, picture: numberOf(signature) }));
  if (adopted.SIGNATURE) draft.adopted.SIGNATURE = numberOf(adopted.SIGNATURE);
  if (adopted.INITIALS) draft.adopted.INITIALS = numberOf(adopted.INITIALS);
  return draft;
}

function unpacked({ pictures, fields, placements, adopted }: Draft): Entered {
  const entered: Entered = { fields: {}, placements: [], adopted: {} };
  for (const [id, entry] of Object.entries(fields)) {
    const signature = entry.kind === "signature" ? pictures[entry.picture] : undefined;
    if (entry.kind !== "signature") entered.fields[id] = entry;
    else if (signature) entered.fields[id] = { kind: "signature", signature };
  }
  entered.placements = placements.flatMap(({ picture, ...rest }) => {
    const signature = pictures[picture];
    return signature ? [{ ...rest, signature }] : [];
  });
  for (const type of ["SIGNATURE", "INITIALS"] as const) {
    const signature = pictures[adopted[type] ?? -1];
    if (signature) entered.adopted[type] = signature;
  }
  return entered;
}

// A frame of another site may be refused its storage, and then even the property throws.
function storage(): Storage | undefined {
  try {
    return window.sessionStorage;
  } catch (error) {
    console.warn("this browser keeps no draft here", error);
    return undefined;
  }
}
