// Keeps credentials out of the log, whatever a caller passes by accident.

const REDACTED = "[redacted]";

const NAMES = [
  "password",
  "secret",
  "token",
  "authorization",
  "cookie",
  '["set-cookie"]',
  "apiKey",
  "api_key",
  "key",
  "accessCode",
  "access_code",
  "signDocumentUrl",
  "sign_document_url",
  "signUrl",
  "sign_url",
  "link",
];

/** Fields of these names, up to two levels down. */
export const redactedPaths = NAMES.flatMap((name) => {
  const below = name.startsWith("[") ? name : `.${name}`;
  return [name, `*${below}`, `*.*${below}`];
});

/** Credentials inside texts: in URLs of errors, mostly. */
const PATTERNS: [RegExp, string][] = [
  // user:password@host
  [/(\w:\/\/[^\s:/@"]*:)[^\s@"]+@/g, `$1${REDACTED}@`],
  // ?token=…, #key=…, and the invitation of a signing link
  [
    /([?&#](?:token|key|secret|access_code|invitationId|signDocumentUrlBase64Encoded)=)[^\s&"\\#]+/gi,
    `$1${REDACTED}`,
  ],
  [/\b(Basic|Bearer) [A-Za-z0-9+/=_.~-]{8,}/g, `$1 ${REDACTED}`],
];

/** The last look at a finished line. */
export function scrub(line: string): string {
  return PATTERNS.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), line);
}
