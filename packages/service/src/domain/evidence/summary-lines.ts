// What the summary for people says, line by line, before it is laid out on pages.
import type { FontName } from "@creditnexus/pdf";
import { type SignatureDocument, type Signer, signerSignedAt } from "../signatures/signature.ts";
import type { EvidenceRecord } from "./read-record.ts";

export type Line = { text: string; font: FontName; size: number; gap?: number; indent?: number };

const time = (at: Date | null): string =>
  at === null ? "not yet" : `${at.toISOString().slice(0, 19).replace("T", " ")} UTC`;

const heading = (text: string): Line => ({ text, font: "sans-bold", size: 12, gap: 14 });
const body = (text: string): Line => ({ text, font: "sans", size: 9.5, gap: 3 });
const small = (text: string): Line => ({ text, font: "mono", size: 7.5, gap: 1, indent: 12 });

const signerLines = (signer: Signer): Line[] => [
  body(
    [
      signer.name === null ? signer.email : `${signer.name}, ${signer.email}`,
      ...(signer.role === null ? [] : [signer.role]),
    ].join(", "),
  ),
  small(`signed ${time(signerSignedAt(signer))}   ${signer.signerId}`),
];

const acceptanceLines = ({ signed: { accepted } }: SignatureDocument): Line[] =>
  accepted === null
    ? []
    : [
        small(
          `accepted by ${accepted.by}, ${time(accepted.at)}, although it did not pass: ${accepted.reason}`,
        ),
      ];

/** `head` is the hash of the last entry. */
export const summaryLines = (
  { signature, entries }: EvidenceRecord,
  made: { at: Date; version: string; head: string; fingerprint: string },
): Line[] => [
  { text: signature.title, font: "sans-bold", size: 18 },
  body(
    `Evidence of ${signature.signatureId}, made ${time(made.at)} by CreditNexus Signatures ${made.version}`,
  ),
  body(`State: ${signature.status}${signature.closedReason === null ? "" : ` (${signature.closedReason})`}`),
  body(`Requested ${time(signature.requestedAt)} by ${signature.requestedBy}`),
  body(`Completed ${time(signature.completedAt)}`),
  body(
    `Signed through ${signature.provider === "sandbox" ? "the sandbox, without legal effect" : "DigiSigner"}, request ${signature.digisignerRequestId ?? "not sent yet"}`,
  ),
  heading("Documents"),
  ...signature.documents.flatMap((document): Line[] => [
    body(`${document.title}, ${document.pageCount} ${document.pageCount === 1 ? "page" : "pages"}`),
    small(`sent    ${document.sha256}`),
    small(`signed  ${document.signed.sha256 ?? "-"}   ${document.signed.state}`),
    ...acceptanceLines(document),
    ...document.signed.checks.map((check) => small(`${check.outcome}    ${check.name}: ${check.detail}`)),
  ]),
  heading("Signers"),
  ...signature.signers.flatMap(signerLines),
  heading("Timeline"),
  ...entries.flatMap((entry): Line[] => [
    body(`${entry.sequence}. ${entry.summary}`),
    small(`${time(entry.at)}   ${entry.source}, ${entry.actor}`),
  ]),
  heading("How to check this"),
  body(
    "This page is for reading. What proves the agreement are the other files of the bundle; README.txt says how to verify them.",
  ),
  small(`head of the audit chain  ${made.head}`),
  small(`signed by key            ${made.fingerprint}`),
];
