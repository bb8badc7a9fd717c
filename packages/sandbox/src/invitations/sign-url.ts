// Builds the links a signer gets. The link is the credential; it is on the web host, never the API's.
import { SIGN_DOCUMENT_URL_PARAMETER } from "@creditnexus/digisigner/wire";

/** `{publicUrl}/online/showDocument?documentId=…&invitationId=…` */
export function signDocumentUrl(publicUrl: string, documentId: string, invitationId: string): string {
  const query = new URLSearchParams({ documentId, invitationId });
  return `${publicUrl}/online/showDocument?${query}`;
}

/** The link a mail carries: the sender's own page with the signing link in base64, if one was asked for. */
export function mailLink(signUrl: string, redirectForSigningToUrl?: string): string {
  if (redirectForSigningToUrl === undefined || !URL.canParse(redirectForSigningToUrl)) return signUrl;
  const target = new URL(redirectForSigningToUrl);
  // A link in a mail must not run a script.
  if (!/^https?:$/.test(target.protocol)) return signUrl;
  target.searchParams.set(SIGN_DOCUMENT_URL_PARAMETER, Buffer.from(signUrl, "utf8").toString("base64"));
  return target.href;
}
