// Makes the planned requests one by one, and keeps account of what was sent and what was refused.
import { createHash } from "node:crypto";
import { ApiError, type CreateSignature, type Signature } from "@creditnexus/contract";
import type { Context } from "../command/context.ts";
import { CliError } from "../command/errors.ts";
import { exitOfProblem } from "../command/problems.ts";
import { fingerprint, type SendJournal } from "./journal.ts";
import type { PlannedRequest } from "./plan.ts";
import { type FileToSend, openFile } from "./read-file.ts";

/** What all requests of one send have in common. */
export type SharedBody = Omit<CreateSignature, "documents" | "signers">;

export interface OpenedRequest {
  files: FileToSend[];
  request: PlannedRequest;
  /** Follows from all that is sent: what is mended or edited is another request, and an equal one has its number. */
  id: string;
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
export const openAll = async (
  plan: readonly PlannedRequest[],
  shared: SharedBody,
  cwd: string,
): Promise<OpenedRequest[]> => {
  const opened: OpenedRequest[] = [];
  const equal = new Map<string, number>();
  for (const request of plan) {
    const files = await Promise.all(request.files.map((path) => openFile(path, cwd)));
    const contents = await Promise.all(files.map(async (file) => [file.fileName, await hashOf(file)]));
    const content = fingerprint([contents, request.signers, shared]).slice(0, 32);
    const number = (equal.get(content) ?? 0) + 1;
    equal.set(content, number);
    opened.push({ request, files, id: `${content}-${number}` });
  }
  return opened;
};

const sendOne = async (
  { files, request }: OpenedRequest,
  input: { key: string; shared: SharedBody; context: Context; onFile: (index: number) => void },
): Promise<Signature> => {
  const { desk, signal } = input.context;
  const documents: { document_id: string }[] = [];
  for (const [index, file] of files.entries()) {
    input.onFile(index);
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

const GOES_ON = "it goes on where it was and sends nothing twice.";

/** Whatever had been sent by then is known to the journal, and what was under way to the service by its key. */
const interrupted = (error: ApiError, { signal }: Context): Error => {
  if (signal.aborted) {
    return new CliError("Interrupted.", {
      code: "interrupted",
      nextStep: `Run the same command again: ${GOES_ON}`,
      cause: error,
    });
  }
  if (!error.retryable) return error;
  return new CliError(error.message, {
    code: error.code,
    exit: exitOfProblem(error.code, error.status),
    nextStep: `Run the same command again when that is mended: ${GOES_ON}`,
    cause: error,
  });
};

/** What the journal knows as sent, as it is now. */
const sentBefore = async (id: string, { desk, signal }: Context): Promise<Signature> => {
  try {
    return await desk.signatures.get(id, { signal });
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== "not_found") throw error;
    throw new CliError(`${id}, which an earlier run of this command sent, is not in this service any more.`, {
      code: "not_found",
      nextStep: "Run it with --fresh to send everything anew.",
      cause: error,
    });
  }
};

/** The files of all requests. */
export const countFiles = (opened: readonly OpenedRequest[]): number =>
  opened.reduce((sum, { files }) => sum + files.length, 0);

/**
 * A refusal for good (a broken PDF, a bad address) is noted and the rest goes on; anything that may pass ends it with that
 * error, and the journal lets the same command go on later. `onProgress` hears how many files are through.
 */
export const sendAll = async (
  opened: readonly OpenedRequest[],
  input: { journal: SendJournal; shared: SharedBody; context: Context; onProgress: (done: number) => void },
): Promise<Sent> => {
  const { journal, shared, context } = input;
  const sent: Sent = { signatures: [], refused: [] };
  for (const [index, request] of opened.entries()) {
    const { id } = request;
    const filesBefore = countFiles(opened.slice(0, index));
    const onFile = (file: number): void => input.onProgress(filesBefore + file);
    onFile(0);
    const known = journal.done.get(id);
    try {
      if (known !== undefined) {
        sent.signatures.push(await sentBefore(known, context));
        continue;
      }
      const signature = await sendOne(request, {
        key: journal.keyOf({ id, index }),
        shared,
        context,
        onFile,
      });
      await journal.record(id, signature.signature_id);
      sent.signatures.push(signature);
    } catch (error) {
      // Only what is wrong with this one request is noted; a wrong key or a missing service concerns all of them.
      if (!(error instanceof ApiError)) throw error;
      if (exitOfProblem(error.code, error.status) !== "usage") throw interrupted(error, context);
      const refusal = { files: request.request.files, code: error.code, detail: error.message };
      sent.refused.push({ refusal, error });
    }
  }
  return sent;
};
