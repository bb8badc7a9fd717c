// Writes agreements as CSV that spreadsheets open as it is meant.
import type { Signature } from "@creditnexus/contract";

/** A cell that begins like a formula would be run by a spreadsheet; an apostrophe keeps it text. */
const cell = (value: string): string => {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const columns: [string, (signature: Signature) => string][] = [
  ["Agreement", ({ title }) => title],
  ["Status", ({ status }) => status],
  ["Signed", ({ progress }) => String(progress.signed)],
  ["Signers", ({ progress }) => String(progress.total)],
  [
    "Waiting for",
    ({ signers }) =>
      signers
        .filter((each) => each.status === "pending")
        .map((each) => each.email)
        .join("; "),
  ],
  [
    "Signed by",
    ({ signers }) =>
      signers
        .filter((each) => each.status === "signed")
        .map((each) => each.email)
        .join("; "),
  ],
  ["Documents", ({ documents }) => documents.map((each) => each.title).join("; ")],
  ["Requested (UTC)", ({ requested_at }) => requested_at],
  ["Expires (UTC)", ({ expires_at }) => expires_at],
  ["Completed (UTC)", ({ completed_at }) => completed_at ?? ""],
  ["Reason", ({ closed_reason }) => closed_reason ?? ""],
  ["Agreement id", ({ signature_id }) => signature_id],
  ["DigiSigner request id", ({ signature_request_id }) => signature_request_id ?? ""],
];

/** RFC 4180 with a byte order mark, without which Excel reads UTF-8 as something else. */
export const csvOf = (signatures: readonly Signature[]): string => {
  const rows = [
    columns.map(([head]) => head),
    ...signatures.map((each) => columns.map(([, value]) => value(each))),
  ];
  return `\uFEFF${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
};
