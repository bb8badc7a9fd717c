// Makes the planned requests one by one, and keeps account of what was sent and what was refused.
import { createHash } from "node:crypto";
import { ApiError, type CreateSignature, type Signature } from "@creditnexus/contract";
import type { Context } from "../command/context.ts";
import { CliError } from "../command/errors.ts";
import { exitOfProblem } from "../command/exit-codes.ts";
import type { SendJournal } from "./journal.ts";
import type { PlannedRequest } from "./plan.ts";
import { type FileToSend, openFile } from "./read-file.ts";

/** What all requests of one send have in common. */
export type SharedBody = Omit<CreateSignature, "documents" | "signers">;

export interface OpenedRequest {
  files: FileToSend[];
  request: PlannedRequest;
  /** SHA-256 of each file, in hex. */
  hashes: string[];
}

export interface Refused {
  files: string[];
  code: string;
  detail: string;
}

export interface Sent {
  signatures: Signature[];
  refused: { refusal: Refused; error: ApiError }[];
}

const hashOf = async (file: FileToSend): Promise<string> => {
  const hash = createHash("sha256");
  for await (const chunk of file.blob.stream()) hash.update(chunk);
  return hash.digest("hex");
};

/** All files are opened before the first is uploaded, so that a wrong name leaves nothing half-done. */
export const openAll = async (plan: readonly PlannedRequest[], cwd: string): Promise<OpenedRequest[]> => {
  const opened: OpenedRequest[] = [];
  for (const request of plan) {
    const files = await Promise.all(request.files.map((path) => openFile(path, cwd)));
    opened.push({ request, files, hashes: await Promise.all(files.map(hashOf)) });
  }
  return opened;
};

const sendOne = async (
  { files, request }: OpenedRequest,
  input: { key: string; shared: SharedBody; context: Context },
): Promise<Signature> => {
  const { desk, signal } = input.context;
  const documents: { document_id: string }[] = [];
  for (const [index, file] of files.entries()) {
    const { document_id } = await desk.documents.upload(file.blob, {
      fileName: file.fileName,
      idempotencyKey: `${input.key}-document-${index + 1}`,
      signal,
    });
    documents.push({ document_id });
  }
  return desk.signatures.create(
    { documents, signers: request.signers, ...input.shared },
    { idempotencyKey: `${input.key}-signature`, signal },
  );
};

/** Whatever had been sent by then is known to the journal, and what was under way to the service by its key. */
const interrupted = (error: ApiError): Error => {
  if (!error.retryable) return error;
  return new CliError(error.message, {
    code: error.code,
    exit: exitOfProblem(error.code, error.status),
    nextStep:
      "Run the same command again when that is mended: it goes on where it was and sends nothing twice.",
    cause: error,
  });
};

/**
 * A refusal for good (a broken PDF, a bad address) is noted and the rest goes on; anything that may pass ends it with that
 * error, and the journal lets the same command go on later.
 */
export const sendAll = async (
  opened: readonly OpenedRequest[],
  input: { journal: SendJournal; shared: SharedBody; context: Context; onProgress: (done: number) => void },
): Promise<Sent> => {
  const { journal, shared, context } = input;
  const sent: Sent = { signatures: [], refused: [] };
  for (const [index, request] of opened.entries()) {
    input.onProgress(index);
    const known = journal.done.get(index);
    if (known !== undefined) {
      sent.signatures.push(await context.desk.signatures.get(known, { signal: context.signal }));
      continue;
    }
    try {
      const signature = await sendOne(request, { key: `${journal.run}-${index + 1}`, shared, context });
      await journal.record(index, signature.signature_id);
      sent.signatures.push(signature);
    } catch (error) {
      // Only what is wrong with this one request is noted; a wrong key or a missing service concerns all of them.
      if (!(error instanceof ApiError)) throw error;
      if (exitOfProblem(error.code, error.status) !== "usage") throw interrupted(error);
      const refusal = { files: request.request.files, code: error.code, detail: error.message };
      sent.refused.push({ refusal, error });
    }
  }
  return sent;
};
