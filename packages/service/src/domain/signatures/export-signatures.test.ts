// The export over HTTP: all rows of the filter, more than one batch of them, and nothing that a spreadsheet would run.
import { afterAll, beforeAll, expect, test } from "vitest";
import { agreementPdf } from "../../testing/agreement-pdf.ts";
import { createTestDesk, type TestDesk } from "../../testing/test-desk.ts";

const COPIES = 1_200;

let desk: TestDesk;
beforeAll(async () => {
  desk = await createTestDesk({ workers: false });
  const { document_id } = await desk.client.documents.upload(agreementPdf(), { fileName: "deed.pdf" });
  await desk.client.signatures.request(document_id, {
    title: '=HYPERLINK("https://evil.example"), signed',
    signers: ["jane@borrower.example"],
  });
  await desk.database.pool.query(
    `insert into signatures select (jsonb_populate_record(s, jsonb_build_object(
       'signature_id', 'sig_copy' || n, 'title', 'Copy ' || n, 'status', case when n % 4 = 0 then 'failed' else 'pending' end
     ))).* from signatures s, generate_series(1, $1::integer) n`,
    [COPIES],
  );
});
afterAll(async () => {
  await desk?.close();
});

const linesOf = async (query: Parameters<TestDesk["client"]["signatures"]["export"]>[0]) => {
  const response = await desk.client.signatures.export(query);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  expect(text.endsWith("\r\n")).toBe(true);
  return { response, lines: text.split("\r\n").slice(0, -1) };
};

test("every row of the list is in the export, once", async () => {
  const { response, lines } = await linesOf({});
  expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(response.headers.get("content-disposition")).toMatch(
    /^attachment; filename="agreements-[\d-]+\.csv"/,
  );
  expect(lines[0]?.startsWith("\uFEFFAgreement,Status,")).toBe(true);
  expect(new Set(lines).size).toBe(COPIES + 2);
});

test("the filters of the list hold", async () => {
  const { lines } = await linesOf({ status: ["failed"], search: "copy", sort: "-updated_at" });
  expect(lines).toHaveLength(1 + COPIES / 4);
  expect(lines.slice(1).every((line) => /^Copy \d+,failed,/.test(line))).toBe(true);
});

test("a title that is a formula is text in the export", async () => {
  const { lines } = await linesOf({ search: "hyperlink" });
  expect(lines).toHaveLength(2);
  expect(lines[1]?.startsWith('"\'=HYPERLINK(""https://evil.example""), signed",sending,')).toBe(true);
});

test("a filter that finds nothing gives the head alone", async () => {
  expect((await linesOf({ role: "notary" })).lines).toHaveLength(1);
});

test("a page is no part of an export", async () => {
  const answer = await fetch(`${desk.url}/api/signatures.csv?limit=5`, {
    headers: { authorization: `Bearer ${desk.apiKey}` },
  });
  expect([answer.status, await answer.json()]).toMatchObject([400, { code: "invalid_request" }]);
});
