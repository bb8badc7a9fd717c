// Brings a document's PDF one signer further: form values, marks, and the seal after the last one.
import type { FieldValue, FillReport, StampReport } from "@creditnexus/pdf";
import { accountById } from "../accounts/store.ts";
import { getContent } from "../contents/store.ts";
import type { Deps } from "../deps.ts";
import { refusingBadPdf } from "../documents/pdf-errors.ts";
import { SandboxError } from "../errors.ts";
import type { FilledField } from "./check-values.ts";
import { formValues, marksOf, type PaperMark, placementMarks, sandboxNote } from "./marks.ts";
import type { EnteredDocument } from "./read-submission.ts";
import { type DocumentView, type InvitationView, ownFields } from "./view.ts";

// A "?" in place of a letter would be another text than the signer entered.
function refuseUnprintable({ unsupportedCharacters }: StampReport, marks: readonly PaperMark[]): void {
  const entered = unsupportedCharacters.filter(({ index }) => marks[index]?.incidental !== true);
  const characters = new Set(entered.flatMap((item) => item.characters));
  if (characters.size === 0) return;
  const shown = [...characters].slice(0, 20).join(" ");
  throw new SandboxError(
    422,
    `These characters cannot be printed by the sandbox: ${shown}. Write them differently.`,
  );
}

// A value the form does not take must not get lost in silence. Fields the form itself marks read-only keep theirs.
function refuseSkipped({ skipped }: FillReport, readOnlyNames: ReadonlySet<string>): void {
  const lost = skipped.filter(({ name }) => !readOnlyNames.has(name));
  if (lost.length === 0) return;
  const details = lost.map(({ name, reason }) => ({ message: `Form field "${name}": ${reason}` }));
  throw new SandboxError(422, "The PDF's form does not take some values.", { details });
}

/** What goes onto the paper in one go. */
interface Drawing {
  values: FieldValue[];
  marks: PaperMark[];
  readOnlyNames: ReadonlySet<string>;
  /** Set after the last signature. */
  sealAt?: Date;
}

/** @throws SandboxError 4xx when the PDF or its form does not take what was entered. */
export function drawDocument(
  deps: Deps,
  { invitation, request }: InvitationView,
  document: DocumentView,
  what: { filled: readonly FilledField[]; entered: EnteredDocument; finished: boolean },
): Promise<Uint8Array> {
  const { pages } = document.document;
  const now = new Date(deps.clock.now());
  const stamp = { email: invitation.email, at: now.toISOString() };
  const rotationOf = (page: number): 0 | 90 | 180 | 270 => pages[page]?.rotation ?? 0;
  const own = ownFields(document);
  const { mode } = accountById(deps.db, request.accountId);
  const [first] = pages;
  const marks = [
    ...(what.finished && mode === "PROD" && first ? [sandboxNote(first)] : []),
    ...marksOf(what.filled, stamp, rotationOf),
    ...placementMarks(what.entered.placements, stamp, rotationOf),
  ];
  const drawing: Drawing = {
    values: formValues(own, what.filled),
    marks: marks.filter((mark) => "page" in mark && pages[mark.page] !== undefined),
    readOnlyNames: new Set(own.flatMap(({ readOnly, name }) => (readOnly && name ? [name] : []))),
    ...(what.finished ? { sealAt: now } : {}),
  };
  return refusingBadPdf(() => draw(deps, getContent(deps.db, document.entry.content), drawing));
}

async function draw({ pdf, authority }: Deps, before: Uint8Array, drawing: Drawing): Promise<Uint8Array> {
  const { values, marks, sealAt, readOnlyNames } = drawing;
  let bytes = before;
  if (values.length > 0) {
    const onReport = (report: FillReport): void => refuseSkipped(report, readOnlyNames);
    bytes = await pdf.fillForm(bytes, values, { onReport });
  }
  if (marks.length > 0) {
    const onReport = (report: StampReport): void => refuseUnprintable(report, marks);
    bytes = await pdf.stamp(bytes, marks, { onReport });
  }
  if (!sealAt) return bytes;
  return pdf.seal(bytes, {
    credential: await authority.credential(),
    name: "DigiSigner Sandbox",
    reason: "Sandbox: sealed for testing. This document binds nobody.",
    signedAt: sealAt,
  });
}
