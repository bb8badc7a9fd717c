// Signatures as CSV, the same from the service's export and for the rows chosen in the dashboard.
import type { Signature } from "./signatures.ts";

/** A cell that begins like a formula would be run by a spreadsheet; an apostrophe keeps it text. */
const cell = (value: string): string => {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const addresses = ({ signers }: Signature, status: "pending" | "signed"): string =>
  signers
    .filter((each) => each.status === status)
    .map((each) => each.email)
    .join("; ");

const columns: [string, (signature: Signature) => string][] = [
  ["Agreement", ({ title }) => title],
  ["Status", ({ status }) => status],
  ["Signed", ({ progress }) => String(progress.signed)],
  ["Signers", ({ progress }) => String(progress.total)],
  ["Waiting for", (signature) => addresses(signature, "pending")],
  ["Signed by", (signature) => addresses(signature, "signed")],
  ["Documents", ({ documents }) => documents.map((each) => each.title).join("; ")],
  ["Requested (UTC)", ({ requested_at }) => requested_at],
  ["Expires (UTC)", ({ expires_at }) => expires_at],
  ["Completed (UTC)", ({ completed_at }) => completed_at ?? ""],
  ["Reason", ({ closed_reason }) => closed_reason ?? ""],
  ["Agreement id", ({ signature_id }) => signature_id],
  ["DigiSigner request id", ({ signature_request_id }) => signature_request_id ?? ""],
];

const line = (cells: readonly string[]): string => `${cells.map(cell).join(",")}\r\n`;

/** The first line, behind a byte order mark, without which Excel reads UTF-8 as something else. */
export const signatureCsvHead: string = `\uFEFF${line(columns.map(([head]) => head))}`;

/** One line of RFC 4180 with its end. */
export const signatureCsvLine = (signature: Signature): string =>
  line(columns.map(([, value]) => value(signature)));
