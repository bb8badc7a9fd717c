// Uploads a PDF with progress, which fetch cannot report.
import { ApiError, type Document, routes } from "@creditnexus/contract";
import { gate, queryClient, SESSION_KEY } from "./desk.ts";
import { throughTheGate } from "./session-gate.ts";

export interface UploadOptions {
  /** From 0 to 1. */
  onProgress: (share: number) => void;
  signal: AbortSignal;
  idempotencyKey: string;
}

const { method, path: url } = routes.createDocument;

/** Stores a PDF; throws ApiError like every other call, and waits for a new sign-in like every other call. */
export const uploadDocument = async (file: File, options: UploadOptions): Promise<Document> =>
  read(await throughTheGate(gate, () => attempt(file, options)));

const read = async (response: Response): Promise<Document> => {
  if (!response.ok) throw await ApiError.fromResponse(method, url, response);
  return (await response.json()) as Document;
};

const attempt = (file: File, { onProgress, signal, idempotencyKey }: UploadOptions): Promise<Response> => {
  const { promise, resolve, reject } = Promise.withResolvers<Response>();
  const request = new XMLHttpRequest();
  request.open(method, url);
  request.setRequestHeader("accept", "application/json");
  request.setRequestHeader("idempotency-key", idempotencyKey);
  const token = queryClient.getQueryData<{ csrf_token: string }>(SESSION_KEY)?.csrf_token;
  if (token !== undefined) request.setRequestHeader("x-csrf-token", token);
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) onProgress(event.loaded / event.total);
  });
  request.addEventListener("load", () =>
    resolve(new Response(request.responseText, { status: request.status })),
  );
  request.addEventListener("error", () => reject(ApiError.fromConnection(method, url, undefined)));
  request.addEventListener("abort", () => reject(new DOMException("The upload was stopped", "AbortError")));
  signal.addEventListener("abort", () => request.abort(), { once: true });
  const form = new FormData();
  form.set("file", file, file.name);
  request.send(form);
  return promise;
};
