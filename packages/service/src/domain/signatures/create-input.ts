// What a new signature is made of, and the rules that no single value can break on its own.
import { type Language, URGENCY_PRESETS } from "@creditnexus/contract";
import type { FieldColumn, PageColumn } from "../../db/schema.ts";
import { InvalidInputError } from "../../errors.ts";
import type { Provider } from "../deps.ts";
import { isPlaceholder } from "./placeholder.ts";
import type { Urgency } from "./signature.ts";

export type SignerInput = {
  email: string;
  name?: string | undefined;
  role?: string | undefined;
  order?: number | undefined;
  accessCode?: string | undefined;
  language?: Language | undefined;
  fields: FieldColumn[];
};

export type CreateSignatureInput = {
  documents: {
    documentId: string;
    signers: SignerInput[] /** Where in the body they stood. */;
    path: string;
  }[];
  bundle: boolean;
  title?: string | undefined;
  subject?: string | undefined;
  message?: string | undefined;
  urgency: Urgency;
  expiresInDays?: number | undefined;
  reminderDays?: number[] | undefined;
  sendEmails: boolean;
  language?: Language | undefined;
  senderEmail?: string | undefined;
  useTextTags: boolean;
  hideTextTags: boolean;
  redirectAfterSigningToUrl?: string | undefined;
  metadata: Record<string, string>;
  /** The signature that this one corrects. */
  resentFrom?: string | undefined;
};

/** Addresses are compared without regard to case. */
export const sameEmail = (email: string): string => email.trim().toLowerCase();

const refuse = (code: string, path: string, message: string): never => {
  throw new InvalidInputError({ code, message, details: { errors: [{ path, message }] } });
};

const checkSigners = (document: CreateSignatureInput["documents"][number], provider: Provider): void => {
  if (document.signers.length === 0) {
    refuse(
      "invalid_request",
      document.path,
      `Document ${document.documentId} has no signers: name at least one.`,
    );
  }
  const seen = new Map<string, number>();
  for (const [index, { email }] of document.signers.entries()) {
    const path = `${document.path}/${index}/email`;
    const first = seen.get(sameEmail(email));
    if (first !== undefined) {
      refuse(
        "duplicate_signer",
        path,
        `${email} is signer ${first + 1} and signer ${index + 1} of document ${document.documentId}: name each address once per document.`,
      );
    }
    seen.set(sameEmail(email), index);
    if (provider === "digisigner" && isPlaceholder(email)) {
      refuse(
        "placeholder_email",
        path,
        `${email} is a placeholder that nobody reads: give the signer's real address.`,
      );
    }
  }
};

/** One person is one signer, however many documents they sign: what is said twice has to agree. */
const checkAgreement = (documents: CreateSignatureInput["documents"]): void => {
  const known = new Map<string, SignerInput>();
  for (const document of documents) {
    for (const [index, signer] of document.signers.entries()) {
      const first = known.get(sameEmail(signer.email)) ?? signer;
      known.set(sameEmail(signer.email), first);
      for (const name of ["name", "role", "order", "language"] as const) {
        if (first[name] === signer[name]) continue;
        refuse(
          "invalid_request",
          `${document.path}/${index}/${name}`,
          `${signer.email} has the ${name} ${first[name] ?? "none"} on one document and ${signer[name] ?? "none"} on ${document.documentId}: give the same on both.`,
        );
      }
    }
  }
};

/** @throws InvalidInputError `duplicate_signer`, `placeholder_email` or `invalid_request`, naming the place. */
export const checkCreateInput = (input: CreateSignatureInput, provider: Provider): void => {
  const documents = new Set<string>();
  for (const [index, document] of input.documents.entries()) {
    if (documents.has(document.documentId)) {
      refuse(
        "invalid_request",
        `/documents/${index}/document_id`,
        `Document ${document.documentId} is named twice: name it once with all its signers.`,
      );
    }
    documents.add(document.documentId);
    checkSigners(document, provider);
  }
  checkAgreement(input.documents);
};

/** The page as fields are measured on it: before its rotation, to the whole point. */
const sizeOf = ({ width, height, rotation }: PageColumn): [number, number] =>
  rotation % 180 === 0 ? [Math.ceil(width), Math.ceil(height)] : [Math.ceil(height), Math.ceil(width)];

/**
 * A field that nobody can see can never be filled in, and its agreement never be completed.
 *
 * @throws InvalidInputError `invalid_request`, naming the field.
 */
export const checkFieldPlaces = (
  { documentId, signers, path }: CreateSignatureInput["documents"][number],
  pages: readonly PageColumn[],
): void => {
  for (const [index, { fields }] of signers.entries()) {
    for (const [at, { page, rectangle }] of fields.entries()) {
      const field = `${path}/${index}/fields/${at}`;
      const shown = pages[page];
      if (shown === undefined) {
        refuse(
          "invalid_request",
          `${field}/page`,
          `A field is on page ${page}, but document ${documentId} has the pages 0 to ${pages.length - 1}: name one of them.`,
        );
        continue;
      }
      const [width, height] = sizeOf(shown);
      const [x1, y1, x2, y2] = rectangle;
      if (Math.min(...rectangle) >= 0 && Math.max(x1, x2) <= width && Math.max(y1, y2) <= height) continue;
      refuse(
        "invalid_request",
        `${field}/rectangle`,
        `A field at [${rectangle.join(", ")}] leaves page ${page} of document ${documentId}, which is ${width} by ${height} points: place it between [0, 0] and [${width}, ${height}].`,
      );
    }
  }
};

/** The urgency's preset where nothing else was said. Reminders at or before the request itself make no sense and go. */
export const schedule = (input: CreateSignatureInput): { expiresInDays: number; reminderDays: number[] } => {
  const preset = URGENCY_PRESETS[input.urgency];
  const expiresInDays = input.expiresInDays ?? preset.expires_in_days;
  const days = new Set<number>(input.reminderDays ?? preset.reminder_days);
  return {
    expiresInDays,
    reminderDays: [...days].filter((day) => day < expiresInDays).sort((a, b) => b - a),
  };
};
