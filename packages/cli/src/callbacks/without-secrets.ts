// Takes proofs and signing links out of a callback before it is shown.
import type { CallbackDetail } from "@creditnexus/contract";

const SECRET_HEADERS = new Set(["authorization", "cookie", "x-digisigner-signature"]);
const LINK = /("sign_document_url"\s*:\s*")(?:[^"\\]|\\.)*(")/g;
const HIDDEN = "hidden";

const withoutLinks = (text: string): string => text.replaceAll(LINK, `$1${HIDDEN}$2`);

/** The body keeps its shape; only the values of signing links are replaced, in the text and in the bytes alike. */
export const withoutSecrets = (callback: CallbackDetail): CallbackDetail => {
  const headers = Object.fromEntries(
    Object.entries(callback.headers).map(([name, value]) => [
      name,
      SECRET_HEADERS.has(name.toLowerCase()) ? HIDDEN : value,
    ]),
  );
  // latin1 maps bytes to characters one to one, so that bytes that are no UTF-8 survive.
  const bytes = Buffer.from(callback.body_base64, "base64").toString("latin1");
  return {
    ...callback,
    headers,
    body_text: callback.body_text === null ? null : withoutLinks(callback.body_text),
    body_base64: Buffer.from(withoutLinks(bytes), "latin1").toString("base64"),
  };
};
