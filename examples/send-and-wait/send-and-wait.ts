// Sends an agreement through the desk's HTTP API and waits until everybody has signed and the PDF is proved.
import { setTimeout as sleep } from "node:timers/promises";
import { createClient, type Signature } from "@creditnexus/contract";

/** States that no signature leaves again, except that DigiSigner may still report a completion. */
const CLOSED = new Set(["declined", "expired", "cancelled", "failed"]);

export interface SendAndWait {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly pdf: Uint8Array<ArrayBuffer>;
  readonly signers: readonly string[];
  /** The same for every try to send this agreement, so that none is sent twice. */
  readonly idempotencyKey: string;
  /** Called once, when DigiSigner has the request. */
  readonly onSent?: (signature: Signature) => Promise<void>;
  readonly signal?: AbortSignal;
}

/** Resolves to the signed PDF. Rejects when the agreement ended in another way, with its reason. */
export async function sendAndWait(options: SendAndWait): Promise<Uint8Array> {
  const { baseUrl, apiKey, pdf, signers, idempotencyKey, onSent, signal } = options;
  const desk = createClient({ baseUrl, apiKey });
  const document = await desk.documents.upload(pdf, { fileName: "agreement.pdf" });
  const { signature_id: id } = await desk.signatures.request(
    document.document_id,
    { signers: [...signers], message: "Please sign this document" },
    { idempotencyKey },
  );
  let told = false;
  for (;;) {
    const signature = await desk.signatures.get(id);
    if (!told && signature.status !== "sending") {
      told = true;
      await onSent?.(signature);
    }
    // Completed is what DigiSigner says; collected means that the PDF was fetched and proved.
    if (signature.is_collected) {
      return new Uint8Array(await (await desk.signatures.download(id)).arrayBuffer());
    }
    if (CLOSED.has(signature.status)) {
      throw new Error(
        `The agreement is ${signature.status}: ${signature.closed_reason ?? "no reason was given"}`,
      );
    }
    await sleep(1_000, undefined, signal === undefined ? {} : { signal });
  }
}
