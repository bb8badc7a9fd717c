// Faults are armed by name, hit what they are meant for as often as told, and are described in the catalogue.
import { ConnectionError, DigiSigner, type DigiSignerError, NotFoundError } from "@creditnexus/digisigner";
import { createPdfEngine } from "@creditnexus/pdf";
import { afterAll, beforeEach, expect, test } from "vitest";
import type { Sandbox } from "../options.ts";
import { createSandbox } from "../sandbox.ts";
import { type ApiClient, apiClient } from "../testing/api-client.ts";
import { FAULTS } from "./catalogue.ts";
import { describeFaults } from "./store.ts";

const pdf = createPdfEngine({ workers: 1 });
let sandbox: Sandbox;
let api: ApiClient;
let client: DigiSigner;

beforeEach(async () => {
  await sandbox?.close();
  sandbox = await createSandbox({ pdf });
  api = apiClient(sandbox);
  client = new DigiSigner({
    apiKey: sandbox.apiKey,
    baseUrl: sandbox.apiUrl,
    fetch: sandbox.fetch,
    retry: { attempts: 1 },
  });
});
afterAll(async () => {
  await sandbox.close();
  await pdf.close();
});

async function failure(call: Promise<unknown>): Promise<DigiSignerError> {
  return call.then(
    () => expect.fail("the call succeeded"),
    (error) => error,
  );
}

test("a connection is cut without a socket too", async () => {
  await api.control("POST", "/faults", { name: "api_cut", times: 1 });
  expect(await failure(client.signatureRequests.get("x"))).toBeInstanceOf(ConnectionError);
  expect(await failure(client.signatureRequests.get("x"))).toBeInstanceOf(NotFoundError);
});

test("a fault hits its endpoint alone, as often as told, and can be removed", async () => {
  await api.control("POST", "/faults", {
    name: "api_error",
    parameters: { endpoint: "read_request", status: 500 },
    times: 2,
  });
  const forever = await api.control("POST", "/faults", {
    name: "api_error",
    parameters: { endpoint: "list_fields" },
  });
  expect(await failure(client.signatureRequests.get("x"))).toMatchObject({ status: 500 });
  expect(await failure(client.documents.delete("x"))).toBeInstanceOf(NotFoundError);
  expect(await failure(client.documents.fields("x"))).toMatchObject({ status: 503 });
  expect((await api.control("GET", "/faults")).faults).toMatchObject([
    { hits: 1 },
    { hits: 1, remaining: 1 },
  ]);
  await api.control("DELETE", `/faults/${forever.id}`);
  expect(await failure(client.documents.fields("x"))).toBeInstanceOf(NotFoundError);
});

test.each<[object, RegExp]>([
  [{ name: "meteor" }, /no fault .*meteor.*Known: api_error/],
  [{ name: "api_error", parameters: { endpoint: "moon" } }, /endpoint/],
  [{ name: "api_error", parameters: { statsu: 500 } }, /statsu/],
  [{ name: "api_error", times: 0 }, /times/],
])("a fault that cannot be armed is a 400 that says why: %j", async (body, message) => {
  const answer = await api.controlRaw("POST", "/faults", body);
  expect([answer.status, await answer.text()]).toEqual([400, expect.stringMatching(message)]);
});

test("the catalogue tells name, parameters, effect and what a client sees of every fault", () => {
  for (const fault of describeFaults()) {
    expect(fault.effect).toMatch(/\.$/);
    expect(fault.client_sees).toMatch(/\.$/);
    for (const meaning of Object.values(fault.parameters)) expect(meaning).not.toBe("");
  }
  expect(describeFaults().map((fault) => fault.name)).toEqual(Object.keys(FAULTS));
});
