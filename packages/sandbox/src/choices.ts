// Every choice where DigiSigner's behaviour is not public, in one place with its reason.

/** 25 MiB. No limit is public; agreements are far smaller, and a cap keeps one call from filling the state. */
export const MAX_UPLOAD_BYTES = 25 * 1024 * 1024;

/** JSON bodies carry base64 images at most; ten of them at a few hundred kilobytes fit. */
export const MAX_JSON_BYTES = 12 * 1024 * 1024;

/** Wrong access codes before an invitation locks. "Tries limited" is known, the number is not. */
export const ACCESS_CODE_TRIES = 5;

/** A callback that is not answered by then has failed. Thirty seconds is what PHP's client allows itself too. */
export const CALLBACK_TIMEOUT_MS = 30_000;

/** Of a callback's answer only this much is read: the accepted text has 25 bytes, the rest helps a reader. */
export const CALLBACK_BODY_KEPT = 2_000;

/** What a ticked check box or radio button submits: an old sample of the vendor presets "Y". */
export const TICKED = "Y";

/** What a filled signature or initials field reports: the client's history names this word. */
export const IMAGE_SUBMITTED = "IMAGE";

/** Printed across every page while the account is in TEST mode; DigiSigner's own text is not public. */
export const TEST_WATERMARK = "SANDBOX – TEST DOCUMENT";

/**
 * The key an account starts with; everybody knows it, and it opens nothing but a sandbox.
 *
 * @example
 * ```ts
 * import { DEFAULT_API_KEY } from "@creditnexus/sandbox";
 *
 * console.log(DEFAULT_API_KEY);
 * // sandbox-api-key
 * ```
 */
export const DEFAULT_API_KEY = "sandbox-api-key";

/** Texts of an account that sets none: responses must never lack a subject. */
export const DEFAULT_SUBJECT = "Please sign the document";
export const DEFAULT_MESSAGE = "You have been asked to review and sign this document.";
export const DEFAULT_FROM_NAME = "DigiSigner sandbox";

/** Address the sandbox's own mails come from; `.invalid` can never be delivered by accident. */
export const MAIL_ADDRESS = "no-reply@sandbox.digisigner.invalid";

/** One entry of the list of choices, as the reference page shows it. */
export interface Choice {
  topic: string;
  choice: string;
  reason: string;
}

/**
 * The choices that are behaviour rather than a value.
 *
 * @example
 * ```ts
 * import { CHOICES } from "@creditnexus/sandbox";
 *
 * console.log(CHOICES.find(({ topic }) => topic === "Dates")?.choice);
 * // text, kept as the signer entered it
 * ```
 */
export const CHOICES: readonly Choice[] = [
  {
    topic: "Status codes of errors",
    choice: "400, 401, 402, 403, 404, 405, 409, 413, 415, 429, 500, always with a JSON message",
    reason: "No list is public; these are conventional, and clients branch only on 2xx or not.",
  },
  {
    topic: "Body of DELETE and of added content",
    choice: "200 with {}",
    reason: "All three official clients accept it, and a production integration parses the answer as JSON.",
  },
  {
    topic: "State of a document that is in several requests",
    choice: "each request starts from the upload; a download gives what changed last",
    reason: "Reuse is documented, mixing the signatures of two requests on one paper is not.",
  },
  {
    topic: "A request one of whose documents was deleted",
    choice: "never completes; the other documents can be signed, in a bundle too",
    reason: "Nobody signed the deleted one, and a completion is taken for every signature on every document.",
  },
  {
    topic: "Content added after a send",
    choice: "drawn on what the signers see, until the first signature; then 409",
    reason: "A document is one thing with one id; drawing on signed paper would break what was signed.",
  },
  {
    topic: "Hidden text tags",
    choice: "painted over; a text extraction still finds them",
    reason: "What a reader sees is what counts on paper; how DigiSigner removes the text is not public.",
  },
  {
    topic: "Letters no built-in font has",
    choice: "422 for a signer's own text; in captions and file names they are printed as ?",
    reason:
      "A ? in a signer's words would be another text, in a caption it is not what was signed. A font for Chinese, " +
      "Japanese or Korean takes ten megabytes: start the sandbox with an engine that has yours, " +
      '`createSandbox({ pdf: createPdfEngine({ fontFiles: ["…"] }) })`. Scripts that are joined or run from right to ' +
      "left, such as Arabic, need a shaping that no font brings along.",
  },
  {
    topic: "Download between two signers",
    choice: "the document as the first signer left it; sealed once the last one signed",
    reason: "Clients download after completion only, and the latest state surprises least.",
  },
  {
    topic: "Signing order across documents",
    choice: "per document; for a bundle over the whole bundle, by the signer's lowest order",
    reason: "A bundle has one invitation per signer, so two crossed orders would wait for ever.",
  },
  {
    topic: "Absent order beside numbers",
    choice: "absent comes first, in parallel",
    reason: "Nothing is public; somebody without an order should not wait for anybody.",
  },
  {
    topic: "Roles nobody names",
    choice: "signers without a role take the document's roles by position; what is left stays unassigned",
    reason: "Official tests send templates with role-less signers and with fewer signers than roles.",
  },
  {
    topic: "The same address twice on a document",
    choice: "two signers with an invitation each; in a bundle one invitation per address",
    reason: "Signers are known by invitation, and a bundle is one visit per person.",
  },
  {
    topic: "Page out of range, inverted rectangle",
    choice: "accepted; corners are put in order, a field outside the document is not drawn and never blocks",
    reason: "The vendor's own examples send both.",
  },
  {
    topic: "Coordinates",
    choice: "points from the bottom-left of the unrotated crop box",
    reason: "All samples fit the bottom-left; no rule for rotation and crop boxes is public.",
  },
  {
    topic: "Unknown api_id in existing_fields, unknown name in pdf_fields",
    choice: "400 with one detail for each",
    reason: "Ignoring it would send an agreement without its preset terms.",
  },
  {
    topic: "Fields of an upload that is in several requests",
    choice: "all of them, oldest first",
    reason: "The call names a document, not a request; nothing is hidden.",
  },
  {
    topic: "Fields before a send",
    choice: "an upload has none until it is sent; a template has its own",
    reason: "AcroForm fields and text tags become fields only when a send asks for them.",
  },
  {
    topic: "Check box and radio button values",
    choice: 'ticked is "Y", not ticked leaves the field EMPTY',
    reason: 'An old sample of the vendor presets "Y"; no submitted value is public.',
  },
  {
    topic: "Dates",
    choice: "text, kept as the signer entered it",
    reason: "No format is public.",
  },
  {
    topic: "Required fields in a group",
    choice: "a radio group with a required button needs one ticked; a group of check boxes at least one",
    reason: "Requiring every single button would make a radio group impossible.",
  },
  {
    topic: "Credits",
    choice: "in PROD mode one credit per document sent; none left answers 402",
    reason: "Counting per document or request is not documented; unlimited unless set.",
  },
  {
    topic: "TEST watermark",
    choice: "stamped into the upload itself",
    reason: "Uploads get it automatically; stamping at once keeps every later state marked.",
  },
  {
    topic: "File types",
    choice: "PDF only; anything else is a 400",
    reason: "Office files go through a converter that can be switched off; here it is off.",
  },
  {
    topic: "Accept-Language",
    choice: "accepted and ignored by the API",
    reason: "Its effect is not documented.",
  },
  {
    topic: "Reminders",
    choice: "send_reminder_emails is echoed; no reminder is sent",
    reason: "Live answers have the key, but no setting or schedule is documented.",
  },
  {
    topic: "Callback HMAC",
    choice: "none unless a secret is set in the sandbox's settings",
    reason: "DigiSigner signs nothing; the header is for receivers that also take signed callbacks.",
  },
];
