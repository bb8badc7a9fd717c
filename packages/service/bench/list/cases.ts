// The questions that people ask the list, each with what varies from one call to the next.
import { SIGNATURE_SORTS, SIGNATURE_STATUSES, type SignatureListQuery } from "@creditnexus/contract";
import { writeCursor } from "../../src/domain/cursor.ts";

export type Case = { name: string; query: (round: number) => SignatureListQuery };

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const FIRST = ["Acme", "Birch", "Calder", "Dunmore", "Elgin", "Fairway", "Granite", "Harbour"];
const ENDINGS = ["mere", "ford", "wick", "dale", "stead", "bourne", "field", "gate"];
const SECOND = ["Holdings", "Shipping", "Energy", "Foods", "Logistics", "Textiles", "Capital", "Properties"];
const GIVEN = ["jane", "omar", "lucia", "henrik", "priya", "tomas", "aisha", "marek"];

const one = <T>(values: readonly T[], round: number): T => {
  const value = values[round % values.length];
  if (value === undefined) throw new RangeError("there is nothing to choose from");
  return value;
};

/** `agreements` were requested one a minute until `end`. */
export const listCases = (agreements: number, end: Date): Case[] => {
  const padded = (number: number, length: number) => String(number).padStart(length, "0");
  const somewhere = (round: number, from = 0.05) =>
    Math.floor(agreements * (from + 0.9 * (1 - from) * ((round * 0.618) % 1)));
  const timeOf = (number: number) => new Date(end.getTime() - (agreements - number) * MINUTE_MS);
  /** Each expires 30 days after its request. */
  const cursor = (round: number, days = 0) => {
    const number = somewhere(round);
    const at = new Date(timeOf(number).getTime() + days * DAY_MS);
    return writeCursor({ at, id: `sig_${padded(number, 26)}` });
  };
  const deal = (round: number) => `D-${padded(somewhere(round), 7)}`;
  const company = (round: number) =>
    `${one(FIRST, round)}${one(ENDINGS, round * 3 + 1)} ${one(SECOND, round >> 3)}`;
  const document = (number: number) => `doc_${padded(number, 26)}`;
  const dates = (round: number, days: number) => {
    const from = timeOf(somewhere(round));
    return {
      requested_from: from.toISOString(),
      requested_to: new Date(from.getTime() + days * DAY_MS).toISOString(),
    };
  };
  return [
    { name: "plain page", query: () => ({}) },
    { name: "plain page, deep", query: (round) => ({ cursor: cursor(round) }) },
    ...SIGNATURE_SORTS.flatMap((sort): Case[] => [
      { name: `sort ${sort}`, query: () => ({ sort }) },
      {
        name: `sort ${sort}, deep`,
        query: (round) => ({ sort, cursor: cursor(round, sort.endsWith("expires_at") ? 30 : 0) }),
      },
    ]),
    ...SIGNATURE_STATUSES.map(
      (status): Case => ({ name: `status ${status}`, query: () => ({ status: [status] }) }),
    ),
    { name: "status completed, deep", query: (round) => ({ status: ["completed"], cursor: cursor(round) }) },
    {
      name: "open, expiring first",
      query: () => ({ status: ["sending", "pending", "in_progress"], sort: "expires_at" }),
    },
    {
      name: "failed or declined, changed last",
      query: () => ({ status: ["failed", "declined"], sort: "-updated_at" }),
    },
    { name: "text: common word", query: () => ({ search: "facility" }) },
    { name: "text: common word, deep", query: (round) => ({ search: "facility", cursor: cursor(round) }) },
    { name: "text: company", query: (round) => ({ search: company(round) }) },
    { name: "text: company, deep", query: (round) => ({ search: company(round), cursor: cursor(round) }) },
    {
      name: "text: company, changed last",
      query: (round) => ({ search: company(round), sort: "-updated_at" }),
    },
    {
      name: "text: company and its number",
      query: (round) => ({ search: `${company(round)} ${round % 60} ` }),
    },
    { name: "text: one agreement", query: (round) => ({ search: deal(round) }) },
    {
      name: "text: file name",
      query: (round) => ({ search: `draft_${101 + Math.floor(somewhere(round) / 2.5)}.pdf` }),
    },
    { name: "text: unknown word", query: (round) => ({ search: `xylograph${round}` }) },
    { name: "text: 1 character", query: (round) => ({ search: one(["a", "q", "5", "x", "("], round) }) },
    {
      name: "text: 2 characters",
      query: (round) => ({ search: one(["ac", "d-", "q ", "99", "th"], round) }),
    },
    {
      name: "text: 2 unknown characters",
      query: (round) => ({ search: one(["xq", "zj", "qx", "w8"], round) }),
    },
    { name: "text and rare status", query: () => ({ search: "facility", status: ["failed"] }) },
    { name: "text and status without hits", query: () => ({ search: "facility", status: ["sending"] }) },
    {
      name: "text and open",
      query: (round) => ({ search: company(round), status: ["sending", "pending", "in_progress"] }),
    },
    {
      name: "signer: one address",
      query: (round) => ({ signer: `${one(GIVEN, round)}.smith${(round * 37) % 400}@acme` }),
    },
    { name: "signer: common name", query: (round) => ({ signer: one(GIVEN, round) }) },
    {
      name: "signer: domain",
      query: (round) => ({ signer: `@${company(round).replace(" ", "-").toLowerCase()}.example` }),
    },
    { name: "signer: unknown", query: (round) => ({ signer: `nobody${round}@nowhere.example` }) },
    { name: "role: common", query: () => ({ role: "Guarantor" }) },
    { name: "role: rare", query: () => ({ role: "witness" }) },
    { name: "role: unused", query: () => ({ role: "Notary" }) },
    {
      name: "role: common, text of one agreement",
      query: (round) => ({ role: "Lender", search: deal(round) }),
    },
    { name: "document: standard terms", query: (round) => ({ document_id: document(1 + (round % 100)) }) },
    {
      name: "document: one draft",
      query: (round) => ({ document_id: document(101 + Math.floor(somewhere(round) / 2.5)) }),
    },
    { name: "document: unknown", query: () => ({ document_id: "doc_unknown" }) },
    { name: "dates: a day", query: (round) => dates(round, 1) },
    {
      name: "dates: 90 days, expiring first",
      query: (round) => ({ ...dates(round, 90), sort: "expires_at" }),
    },
    {
      name: "dates: 90 days and company",
      query: (round) => ({ ...dates(round, 90), search: company(round) }),
    },
    { name: "dates: 90 days and status", query: (round) => ({ ...dates(round, 90), status: ["declined"] }) },
    { name: "attention: expiring", query: () => ({ attention: ["expiring"], sort: "expires_at" }) },
    { name: "attention: failed and declined", query: () => ({ attention: ["failed", "declined"] }) },
  ];
};
