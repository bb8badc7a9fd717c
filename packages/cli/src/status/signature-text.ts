// One signature for a person: where it stands, who has signed, and where its documents are.
import type { Signature } from "@creditnexus/contract";
import { safeText } from "../terminal/safe-text.ts";
import type { Style } from "../terminal/style.ts";
import { shortTime, statusText, words } from "./columns.ts";

type OneSigner = Signature["signers"][number];

const signerLine = (signer: OneSigner, style: Style): string => {
  const name = signer.name === null ? signer.email : `${signer.name} <${signer.email}>`;
  const role = signer.role === null ? "" : `, ${signer.role}`;
  const who = safeText(name + role);
  if (signer.status === "signed") return `${style.green("✓")} ${who}  signed ${shortTime(signer.signed_at)}`;
  return signer.is_current ? `${style.cyan("●")} ${who}  to sign now` : `${style.dim("○")} ${who}  waits`;
};

const acceptedBy = ({ signed: { accepted } }: Signature["documents"][number]): string =>
  accepted === null ? "" : `, accepted by ${safeText(accepted.by)}: ${safeText(accepted.reason)}`;

const documentLine = (document: Signature["documents"][number]): string =>
  `${document.document_id}  ${safeText(document.title)}, ${document.page_count} ${document.page_count === 1 ? "page" : "pages"}, signed file ${words(document.signed.state)}${acceptedBy(document)}`;

const failureLines = (signature: Signature, style: Style): string[] => {
  const suspect = signature.documents.flatMap((document) =>
    document.signed.checks.filter((check) => check.outcome === "fail").map((check) => check.detail),
  );
  return [
    ...(signature.failure === null ? [] : [signature.failure.detail]),
    ...(signature.closed_reason === null ? [] : [signature.closed_reason]),
    ...suspect,
  ].map((line) => `${style.red("!")} ${safeText(line)}`);
};

/** Several lines, without a line break at the end. */
export const signatureText = (signature: Signature, style: Style): string => {
  const { progress } = signature;
  return [
    `${style.bold(safeText(signature.title))}  ${statusText(signature.status, style)}  ${progress.signed} of ${progress.total} signed`,
    style.dim(signature.signature_id),
    "",
    ...signature.signers.map((signer) => `  ${signerLine(signer, style)}`),
    "",
    ...signature.documents.map((document) => `  ${documentLine(document)}`),
    "",
    `  requested ${shortTime(signature.requested_at)}   expires ${shortTime(signature.expires_at)}   completed ${shortTime(signature.completed_at)}`,
    ...failureLines(signature, style).map((line) => `  ${line}`),
  ].join("\n");
};
