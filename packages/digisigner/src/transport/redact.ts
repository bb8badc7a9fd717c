// Takes credentials out of texts that a server wrote, before they reach an error message.

const SIGNING_LINK = /\S*\b(?:invitationId|linkId|signDocumentUrlBase64Encoded)=\S*/gi;

/** A function that blanks the given secrets and anything that looks like a signing link. */
export function createRedactor(secrets: readonly string[]): (text: string) => string {
  return (text) => {
    let clean = text.replace(SIGNING_LINK, "[signing link]");
    for (const secret of secrets) clean = clean.replaceAll(secret, "[secret]");
    return clean;
  };
}
