// Reads the parties of a CDM credit agreement. A party is a legal entity: it has no person and no e-mail.
import { AGREEMENT_ROLES, SIGNING_ROLES } from "../agreement-roles.ts";

export interface Party {
  key: string;
  /** The legal entity. */
  name: string;
  /** One of the usual roles where it could be told, else as it stands in the file. */
  role: string;
  lei: string | undefined;
  /** `must`: the agreement needs its signature · `may`: it can sign · `unknown`: its role is none that signs. */
  signs: "must" | "may" | "unknown";
}

export interface CdmAgreement {
  parties: Party[];
  /** What could not be used, and why, in sentences. */
  unresolved: string[];
  /** `deal_id` and the like, for finding the agreement again. */
  metadata: Record<string, string>;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isList = (value: unknown): value is unknown[] => Array.isArray(value);

const textOf = (value: unknown): string | undefined =>
  typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;

/** Spelling differs between systems: `lenders`, `ADMINISTRATIVE_AGENT`, `Security trustee`. */
const usualRole = (role: string): string | undefined => {
  const words = role.toLowerCase().replaceAll(/[_-]+/g, " ").replace(/s$/, "").trim();
  return AGREEMENT_ROLES.find((each) => each.toLowerCase() === words);
};

const signsOf = (role: string | undefined): Party["signs"] => {
  if (role === undefined) return "unknown";
  return SIGNING_ROLES.includes(role) ? "must" : "may";
};

/** The agreement itself: the file's root, or what stands in it under one of the usual names. */
const layersOf = (root: Record<string, unknown>): Record<string, unknown>[] =>
  [root, root.credit_agreement, root.creditAgreement, root.agreement].filter(isRecord);

/** Throws an Error whose message can be shown when the text is no such file. */
export const parseCdm = (text: string): CdmAgreement => {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch (error) {
    throw new Error("This is not JSON. Export the credit agreement as CDM JSON and choose that file.", {
      cause: error,
    });
  }
  const layers = isRecord(root) ? layersOf(root) : [];
  const list = layers.map(({ parties }) => parties).find(isList);
  if (list === undefined) {
    throw new Error("This JSON has no list named parties, so it is no CDM credit agreement.");
  }
  const parties: Party[] = [];
  const unresolved: string[] = [];
  for (const [index, party] of list.entries()) {
    const name = isRecord(party) ? textOf(party.name) : undefined;
    const written = isRecord(party) ? textOf(party.role) : undefined;
    if (!isRecord(party) || name === undefined) {
      unresolved.push(`Party ${index + 1} has no name.`);
      continue;
    }
    const role = written === undefined ? undefined : usualRole(written);
    if (written === undefined) unresolved.push(`${name} has no role; decide whether it signs.`);
    else if (role === undefined)
      unresolved.push(`${name} is “${written}”, a role that is not known to sign; decide.`);
    const lei = textOf(party.lei);
    if (lei !== undefined && !/^[A-Z0-9]{18}\d{2}$/.test(lei)) {
      unresolved.push(`${name} has an LEI that is not 20 characters of the standard: ${lei}.`);
    }
    parties.push({
      // Nothing keeps two parties of a file from having the same id.
      key: `party-${index + 1}`,
      name,
      role: role ?? written ?? "",
      lei,
      signs: signsOf(role),
    });
  }
  const metadata = Object.fromEntries(
    ["deal_id", "loan_identification_number", "agreement_date", "governing_law"].flatMap((name) => {
      const value = layers.map((layer) => textOf(layer[name])).find((text) => text !== undefined);
      return value === undefined ? [] : [[name, value]];
    }),
  );
  return { parties, unresolved, metadata };
};
