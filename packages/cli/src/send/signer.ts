// Reads one signer as a person writes it: `jane@lender.example`, `Jane Roe <jane@lender.example>`, either with `:Role`.
import { Email } from "@creditnexus/contract";
import { z } from "zod";

export interface Signer {
  email: string;
  name?: string;
  role?: string;
  order?: number;
  /** A secret: from a file only, since a command line is seen by others. */
  access_code?: string;
}

const FORM =
  'expected "jane@lender.example" or "Jane Roe <jane@lender.example>", each with an optional :Role behind';
const BRACKETED = /^(?<name>[^<>]*)<(?<email>[^<>]*)>(?:\s*:(?<role>.*))?$/;
const BARE = /^(?<email>[^\s<>:]+@[^\s<>:]+?)(?:\s*:(?<role>.*))?$/;

const unquoted = (name: string): string =>
  name
    .trim()
    .replace(/^"(.*)"$/, "$1")
    .trim();

/** A schema from the written form to its parts. */
export const SignerText = z.string().transform((text, context): Signer => {
  const parts = (BRACKETED.exec(text.trim()) ?? BARE.exec(text.trim()))?.groups;
  const quoted = JSON.stringify(text);
  if (parts === undefined) {
    const hint = /\.pdf$/i.test(text) ? "; write the files before --to" : "";
    context.addIssue({ code: "custom", message: `${quoted} is not a signer: ${FORM}${hint}` });
    return z.NEVER;
  }
  const email = Email.safeParse(parts.email);
  if (!email.success) {
    context.addIssue({ code: "custom", message: `${quoted} has no e-mail address: ${FORM}` });
    return z.NEVER;
  }
  const name = unquoted(parts.name ?? "");
  const role = (parts.role ?? "").trim();
  return { email: email.data, ...(name === "" ? {} : { name }), ...(role === "" ? {} : { role }) };
});
