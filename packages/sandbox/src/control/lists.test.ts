import { afterAll, beforeAll, expect, test } from "vitest";
import type { Sandbox } from "../options.ts";
import { createSandbox } from "../sandbox.ts";
import { agreementPdf } from "../testing/agreement-pdf.ts";
import { type ApiClient, apiClient } from "../testing/api-client.ts";

let sandbox: Sandbox;
let api: ApiClient;

beforeAll(async () => {
  sandbox = await createSandbox({ port: 0 });
  api = apiClient(sandbox);
});

afterAll(() => sandbox.close());

test("every request is listed once, page by page, newest first", async () => {
  const documentId = await api.upload(agreementPdf());
  const sent: string[] = [];
  for (let count = 0; count < 5; count += 1) {
    const { signature_request_id: id } = await api.send({
      documents: [{ document_id: documentId, signers: [{ email: `signer${count}@lender.example` }] }],
    });
    sent.unshift(id);
  }
  const seen: string[][] = [];
  for (let before: string | undefined = ""; before !== undefined; ) {
    const page = await api.control("GET", `/requests?limit=2${before === "" ? "" : `&before=${before}`}`);
    seen.push(page.requests.map((request: { signature_request_id: string }) => request.signature_request_id));
    before = page.next_before;
  }
  expect(seen).toEqual([sent.slice(0, 2), sent.slice(2, 4), sent.slice(4)]);
  expect(await api.control("GET", "/requests")).toMatchObject({ requests: { length: 5 } });
  expect((await api.control("GET", "/requests?limit=5")).next_before).toBeUndefined();
});

test("a page that cannot be is refused by name", async () => {
  const refused = async (query: string) => {
    const answer = await api.controlRaw("GET", `/requests?${query}`);
    return [answer.status, ((await answer.json()) as { message: string }).message];
  };
  expect(await refused("limit=501")).toEqual([400, 'limit is "501"; write a whole number from 1 to 500.']);
  expect(await refused("before=nobody")).toEqual([404, 'Signature request "nobody" does not exist.']);
});
