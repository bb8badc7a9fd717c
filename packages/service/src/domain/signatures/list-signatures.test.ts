// Every filter, search and order of the list against the plain answer, and the search text that its triggers keep.
import { SIGNATURE_SORTS, SIGNATURE_STATUSES, type Signature } from "@creditnexus/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { agreementPdf } from "../../testing/agreement-pdf.ts";
import { createTestDesk, type TestDesk } from "../../testing/test-desk.ts";
import type { SignatureQuery } from "./list-filter.ts";
import { listSignatures } from "./list-signatures.ts";

let desk: TestDesk;
let everything: Signature[];
const documents: string[] = [];

beforeAll(async () => {
  desk = await createTestDesk({ workers: false });
  for (const fileName of ["facility_2026.pdf", "Guarantee-Ünal.pdf"]) {
    documents.push((await desk.client.documents.upload(agreementPdf(), { fileName })).document_id);
  }
  const borrowers = ["jane.doe@acme.example", "omar@birch-energy.example", "li_chen@solar.example"];
  for (let number = 0; number < 24; number += 1) {
    await desk.client.signatures.request(documents[number % 2] ?? "", {
      title: `${number % 3 === 0 ? "Term loan" : "Waiver"} ${number} (Series B)`,
      subject: number % 4 === 0 ? "Please sign by Friday" : undefined,
      signers: [
        { email: borrowers[number % 3] ?? "", name: "Jane Doe", role: "Borrower" },
        { email: `agent${number}@bank.example`, role: number === 7 ? "Witness" : "Lender" },
      ],
      expires_in_days: 90 - number,
    });
  }
  // A few of each status, and times that are far enough apart.
  await desk.database.pool.query(
    `update signatures s set status = ($1::text[])[1 + n % 8], requested_at = '2026-01-01T00:00:00Z'::timestamptz + n * interval '1 day'
     from (select signature_id, (row_number() over (order by signature_id))::integer as n from signatures) numbered
     where s.signature_id = numbered.signature_id`,
    [SIGNATURE_STATUSES],
  );
  everything = (await desk.client.signatures.list({ limit: 200 })).signatures;
  expect(everything).toHaveLength(24);
});
afterAll(async () => {
  await desk?.close();
});

type Filter = Omit<Partial<SignatureQuery>, "limit" | "cursor">;

const ask = (filter: Filter, limit: number, cursor?: string) =>
  listSignatures({ db: desk.database.kysely }, "wsp_default", {
    sort: "-requested_at",
    ...filter,
    limit,
    cursor,
  });

const found = async (filter: Filter): Promise<string[]> =>
  (await ask(filter, 200)).signatures.map((each) => each.signatureId);

const byPages = async (filter: Filter, limit: number): Promise<string[]> => {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const answer = await ask(filter, limit, cursor);
    ids.push(...answer.signatures.map((each) => each.signatureId));
    cursor = answer.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return ids;
};

/** The filters as plain conditions on what the API shows. */
const meets = (each: Signature, filter: Filter): boolean =>
  (filter.status === undefined || filter.status.includes(each.status)) &&
  (filter.role === undefined || each.signers.some(({ role }) => role?.toLowerCase() === filter.role)) &&
  (filter.documentId === undefined || each.documents.some((one) => one.document_id === filter.documentId)) &&
  (filter.requestedFrom === undefined || each.requested_at >= filter.requestedFrom.toISOString()) &&
  (filter.requestedTo === undefined || each.requested_at < filter.requestedTo.toISOString()) &&
  (filter.search === undefined || each.title.toLowerCase().includes(filter.search)) &&
  (filter.signer === undefined || each.signers.some(({ email }) => email.includes(filter.signer ?? "")));

const expected = (filter: Filter): string[] => {
  const sort = filter.sort ?? "-requested_at";
  const column = sort.replace("-", "") as "requested_at" | "expires_at" | "updated_at";
  const key = (each: Signature) => `${each[column]} ${each.signature_id}`;
  const ordered = everything.filter((each) => meets(each, filter)).sort((a, b) => (key(a) < key(b) ? -1 : 1));
  return (sort.startsWith("-") ? ordered.reverse() : ordered).map((each) => each.signature_id);
};

const dates = {
  requestedFrom: new Date("2026-01-05T00:00:00Z"),
  requestedTo: new Date("2026-01-15T00:00:00Z"),
};
const filters: Filter[] = [
  {},
  { status: ["pending"] },
  { status: ["sending", "pending", "in_progress", "pending"] },
  { search: "term loan" },
  { signer: "birch" },
  { role: "lender" },
  { role: "witness" },
  { role: "notary" },
  dates,
  { ...dates, search: "waiver" },
  { search: "waiver", status: ["completed", "failed"], role: "borrower" },
  { search: "series b", signer: "acme", ...dates },
];
const cases = SIGNATURE_SORTS.flatMap((sort) => filters.map((filter) => ({ ...filter, sort })));

test.each(cases)("%j answers the same in one page and in many", async (filter) => {
  expect(await found(filter)).toEqual(expected(filter));
  expect(await byPages(filter, 2)).toEqual(expected(filter));
});

test("a document's agreements are found", async () => {
  const filter = { documentId: documents[1] };
  expect(await found(filter)).toEqual(expected(filter));
  expect(await byPages(filter, 5)).toHaveLength(12);
});

test.each([
  ["a part of the title in any case", "ERM LO", 8],
  ["the subject", "by friday", 6],
  ["an address", "jane.doe@acme", 8],
  ["a name", "jane doe", 24],
  ["a file name", "facility_2026.pdf", 12],
  ["letters beyond ASCII", "ünal", 12],
  ["a wildcard as the character that it is", "li_chen", 8],
  ["no more by a wildcard", "li%chen", 0],
  ["spaces around and between", "  term   loan ", 8],
  ["two characters at the beginning of a word", "wa", 16],
  ["two characters behind a sign inside an address", "en", 8],
  ["two characters within a word", "ai", 0],
  ["one character", "b", 24],
  ["a word with brackets", "(series b)", 24],
  ["nothing but signs", "--", 0],
  ["a word that is nowhere", "xylograph", 0],
])("search finds %s", async (_what, search, count) => {
  expect(await found({ search })).toHaveLength(count);
});

test("search finds an id of ours and one of DigiSigner's", async () => {
  const id = everything[3]?.signature_id ?? "";
  await desk.database.pool.query(
    "update signatures set digisigner_request_id = 'dsr-4711' where signature_id = $1",
    [id],
  );
  expect(await found({ search: id })).toEqual([id]);
  expect(await found({ search: "dsr-4711" })).toEqual([id]);
});

test("a signer filter looks at signers only", async () => {
  expect(await found({ signer: "series" })).toEqual([]);
});

test("what is searched follows its rows, whoever changes them, and ends with them", async () => {
  const { pool } = desk.database;
  const id = everything[5]?.signature_id ?? "";
  await pool.query(
    "update signers set email = 'zara@quokka.example' where signature_id = $1 and position = 0",
    [id],
  );
  expect(await found({ signer: "quokka" })).toEqual([id]);
  await pool.query("update signatures set title = 'Wombat deed' where signature_id = $1", [id]);
  expect(await found({ search: "wombat" })).toEqual([id]);
  await pool.query("update documents set title = 'Numbat' where document_id = $1", [documents[0]]);
  expect(await found({ search: "numbat" })).toHaveLength(12);
  const { rows } = await pool.query("select count(*)::int as n from signature_search");
  expect(rows).toEqual([{ n: 24 }]);
});
