// What is still missing or wrong in a draft, each fault at the input it belongs to.
import { ApiError } from "@creditnexus/contract";
import { listNames } from "../format/size.ts";
import { type Draft, reminderDaysOf } from "./draft.ts";
import { rolesWithoutSigner } from "./tag-owners.ts";

/** Names an input: `documents`, `title`, `subject`, `message`, `senderEmail`, `expiresInDays`, or `signer.<key>.<input>`. */
export type Faults = ReadonlyMap<string, string>;

const EMAIL = /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;.]{2,}$/;

const RESERVED = /(^|\.)(example\.(com|net|org|edu)|example|test|invalid|localhost)$/i;

/** Whether an address belongs to nobody: a domain reserved for examples. */
export const isPlaceholder = (email: string): boolean => RESERVED.test(email.trim().split("@")[1] ?? "");

export interface CheckRules {
  /** With the real DigiSigner an address that belongs to nobody is a fault. */
  refusePlaceholders: boolean;
  /** Text tags that will become fields. */
  tags?: readonly { role: string }[];
  /** Why files that were added are not documents yet. */
  uploads?: string | undefined;
}

export const checkDraft = (draft: Draft, rules: CheckRules): Faults => {
  const { refusePlaceholders, tags = [], uploads } = rules;
  const faults = new Map<string, string>();
  if (uploads !== undefined) faults.set("documents", uploads);
  else if (draft.documents.length === 0) faults.set("documents", "Add the PDF that is to be signed.");
  if (draft.signers.length === 0) faults.set("signers", "Add at least one signer.");
  const nobodys = rolesWithoutSigner(tags, draft.signers);
  if (draft.signers.length > 0 && nobodys.length > 0) {
    faults.set(
      "signers",
      `Text tags in the documents are for ${listNames(nobodys, 4)}, a role that no signer has. Give it to a signer, or do not turn the tags into fields.`,
    );
  }
  const seen = new Set<string>();
  for (const { key, email, asksCode, accessCode } of draft.signers) {
    const address = email.trim().toLowerCase();
    const path = `signer.${key}.email`;
    if (address === "") faults.set(path, "Enter an e-mail address.");
    else if (!EMAIL.test(address))
      faults.set(path, `“${email.trim()}” is not an e-mail address; write it like jane@bank.com.`);
    else if (seen.has(address)) faults.set(path, "This address is there twice; each signer needs their own.");
    else if (refusePlaceholders && isPlaceholder(address)) {
      faults.set(path, "This address belongs to nobody. Enter the signer's real address.");
    }
    seen.add(address);
    if (asksCode && accessCode === "") {
      faults.set(
        `signer.${key}.accessCode`,
        "Enter the access code, or remove it. Codes are not kept in this browser.",
      );
    } else if (accessCode !== "" && (accessCode.length < 4 || accessCode.length > 64)) {
      faults.set(`signer.${key}.accessCode`, "An access code has 4 to 64 characters.");
    }
  }
  const sender = draft.senderEmail.trim();
  if (sender !== "" && !EMAIL.test(sender)) {
    faults.set("senderEmail", `“${sender}” is not an e-mail address; write it like jane@bank.com.`);
  }
  const days = Number(draft.expiresInDays);
  if (!Number.isInteger(days) || days < 1 || days > 90) faults.set("expiresInDays", "Enter 1 to 90 days.");
  const reminders = reminderDaysOf(draft);
  if (reminders.length > 20 || reminders.some((day) => !Number.isInteger(day) || day < 1 || day > 90)) {
    faults.set("reminders", "Write days from 1 to 90 with commas between, such as 7, 3, 1.");
  }
  return faults;
};

const inputs: Record<string, string> = {
  title: "title",
  subject: "subject",
  message: "message",
  sender_email: "senderEmail",
  expires_in_days: "expiresInDays",
  reminder_days: "reminders",
};
const signerInputs: Record<string, string> = {
  email: "email",
  name: "name",
  role: "role",
  access_code: "accessCode",
};

/** The service's faults at our inputs; what fits none of them is returned apart. */
export const placeFaults = (error: unknown, draft: Draft): { placed: Faults; rest: string[] } => {
  const placed = new Map<string, string>();
  const rest: string[] = [];
  const faults = error instanceof ApiError ? (error.problem?.errors ?? []) : [];
  for (const { path, message } of faults) {
    const signer = /\/signers\/(\d+)(?:\/(\w+))?/.exec(path);
    const key = draft.signers[Number(signer?.[1])]?.key;
    const input = inputs[path.split("/")[1] ?? ""];
    // A field has no input on the form.
    if (signer?.[2] === "fields") rest.push(message);
    else if (key !== undefined)
      placed.set(`signer.${key}.${signerInputs[signer?.[2] ?? "email"] ?? "email"}`, message);
    else if (path.startsWith("/documents")) placed.set("documents", message);
    else if (input !== undefined) placed.set(input, message);
    else rest.push(message);
  }
  return { placed, rest };
};
