// `creditnexus send`: uploads the files and requests the signatures.
import { resolve } from "node:path";
import { LANGUAGES, URGENCIES } from "@creditnexus/contract";
import { z } from "zod";
import { command } from "../command/command.ts";
import type { Context } from "../command/context.ts";
import { fingerprint, forgetfulJournal, openJournal, stateDirectory } from "./journal.ts";
import { planRequests } from "./plan.ts";
import { countFiles, openAll, type SharedBody, sendAll } from "./send-all.ts";
import { sendOutcome } from "./send-outcome.ts";
import { SignerText } from "./signer.ts";

const Order = z
  .string()
  .regex(/^\d+(,\d+)*$/, "expected whole numbers with commas, such as 1,1,2")
  .transform((text) => text.split(",").map(Number))
  .pipe(z.array(z.number().int().min(1).max(1000)));

const Days = z.coerce
  .number("expected a number of days from 1 to 90")
  .int("expected whole days")
  .min(1, "expected at least 1 day")
  .max(90, "expected at most 90 days");

const flags = {
  to: {
    value: "SIGNER",
    many: true,
    summary: 'signer: "jane@lender.example" or "Jane Roe <jane@lender.example>", with :Role behind if wanted',
    schema: z.array(SignerText).optional(),
  },
  signers: {
    value: "FILE",
    summary:
      "signers from a CSV file with columns email, name, role, order, access_code; with a column file, a request for each",
    schema: z.string().optional(),
    completes: "file" as const,
  },
  inOrder: { summary: "signers sign one after the other, as named", schema: z.boolean().default(false) },
  order: {
    value: "NUMBERS",
    summary: "place of each signer, such as 1,1,2: the third signs after the first two",
    schema: Order.optional(),
  },
  separately: { summary: "a request of its own for each file", schema: z.boolean().default(false) },
  title: { value: "TEXT", summary: "title of the agreement", schema: z.string().min(1).optional() },
  subject: { value: "TEXT", summary: "subject of the invitation", schema: z.string().optional() },
  message: { value: "TEXT", short: "m", summary: "message of the invitation", schema: z.string().optional() },
  expiresIn: { value: "DAYS", summary: "days until it expires, 1 to 90", schema: Days.optional() },
  urgency: {
    value: "URGENCY",
    summary: `how urgent it is: ${URGENCIES.join(", ")}`,
    schema: z.enum(URGENCIES, `expected one of ${URGENCIES.join(", ")}`).optional(),
    completes: URGENCIES,
  },
  language: {
    value: "LANGUAGE",
    summary: `language of the desk's own mails, such as reminders: ${LANGUAGES.join(", ")}; en otherwise`,
    schema: z.enum(LANGUAGES, `expected one of ${LANGUAGES.join(", ")}`).optional(),
    completes: LANGUAGES,
  },
  bundle: { summary: "one invitation for all files of a request", schema: z.boolean().default(false) },
  textTags: { summary: "read [s:Role] tags in the PDF as fields", schema: z.boolean().default(false) },
  emails: {
    negated: true,
    summary: "DigiSigner sends no e-mail; hand the signing links on yourself",
    schema: z.boolean().default(true),
  },
  idempotencyKey: {
    value: "KEY",
    summary: "the same key never sends twice",
    schema: z.string().min(1).max(100).optional(),
  },
  fresh: {
    summary: "send everything anew instead of going on after an interruption or a refusal",
    schema: z.boolean().default(false),
  },
};

type SharedFlags = { [K in keyof typeof flags]: z.output<(typeof flags)[K]["schema"]> };

const sharedBody = (input: SharedFlags): SharedBody => ({
  ...(input.title === undefined ? {} : { title: input.title }),
  ...(input.subject === undefined ? {} : { subject: input.subject }),
  ...(input.message === undefined ? {} : { message: input.message }),
  ...(input.expiresIn === undefined ? {} : { expires_in_days: input.expiresIn }),
  ...(input.urgency === undefined ? {} : { urgency: input.urgency }),
  ...(input.language === undefined ? {} : { language: input.language }),
  ...(input.bundle ? { bundle: true } : {}),
  ...(input.textTags ? { use_text_tags: true } : {}),
  ...(input.emails ? {} : { send_emails: false }),
});

/** Of the command as it was written, not of what the files hold: these may be mended or edited between two runs. */
const nameOf = (
  input: SharedFlags & { file?: string[] | undefined },
  shared: SharedBody,
  { settings, cwd }: Context,
): string => {
  const { to, signers, inOrder, order, separately } = input;
  const files = (input.file ?? []).map((path) => resolve(cwd, path));
  const table = signers === undefined ? undefined : resolve(cwd, signers);
  return fingerprint([settings.url, files, table, to, inOrder, order, separately, shared]);
};

export const send = command({
  name: "send",
  summary: "Send PDFs for signature",
  details:
    "Uploads the PDFs and asks the signers for their signatures. All files are one request that every signer signs whole, unless --separately or a CSV file with a column file makes several. When it is interrupted, or some requests are refused, the same command sends only what is not sent yet, for six days.",
  arguments: {
    file: {
      schema: z.array(z.string()).optional(),
      summary: "PDFs to sign",
      many: true,
      optional: true,
      completes: "file",
    },
  },
  flags,
  examples: [
    {
      does: "two signers, one after the other",
      line: 'creditnexus send loan.pdf --to "Jane Roe <jane@lender.example>" "Max Poe <max@borrower.example>" --in-order',
    },
    {
      does: "with roles, one invitation for two files",
      line: "creditnexus send loan.pdf annex.pdf --bundle --to jane@lender.example:Lender --to max@borrower.example:Borrower",
    },
    { does: "many requests, as a table says", line: "creditnexus send --signers agreements.csv" },
    {
      does: "only the id, for a script",
      line: "creditnexus send loan.pdf --to jane@lender.example | jq -r .signature_id",
    },
  ],
  errors: [
    "file_not_found",
    "not_a_file",
    "empty_file",
    "send_too_old",
    "invalid_request",
    "not_a_pdf",
    "encrypted_pdf",
    "damaged_pdf",
    "pdf_too_costly",
    "file_too_large",
    "duplicate_signer",
    "placeholder_email",
    "not_found",
    "forbidden",
    "unauthenticated",
    "connection_failed",
  ],
  run: async (input, context) => {
    const { terminal, settings, cwd } = context;
    const shared = sharedBody(input);
    const opened = await openAll(await planRequests(input, cwd), shared, cwd);
    const requests = opened.map(({ id }) => id);
    const journal =
      input.idempotencyKey === undefined
        ? await openJournal(stateDirectory(settings.variables), nameOf(input, shared, context), {
            fresh: input.fresh,
            now: new Date(),
            requests,
          })
        : forgetfulJournal(input.idempotencyKey);
    const before = requests.filter((id) => journal.done.has(id)).length;
    if (before > 0) {
      terminal.note(`Going on with an unfinished send: ${before} of ${opened.length} were sent before.`);
    }
    const sent = await terminal.bar("Sending", countFiles(opened), (onProgress) =>
      sendAll(opened, { journal, shared, context, onProgress }),
    );
    return sendOutcome(sent, opened.length, journal, context);
  },
});
