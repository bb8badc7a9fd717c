// How the types of DigiSigner's events read.
export const eventWords: Readonly<Record<string, string>> = {
  DOCUMENT_SIGNED: "Document signed",
  SIGNATURE_REQUEST_COMPLETED: "Request completed",
};
