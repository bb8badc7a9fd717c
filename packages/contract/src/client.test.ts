// The typed client against a real HTTP server that answers what the test says.
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { ApiError } from "./api-error.ts";
import { createClient } from "./client.ts";
import { ERROR_CODES } from "./errors.ts";

interface Seen {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingMessage["headers"];
  body: string;
}

const serve = async (answer: { status: number; type: string; body: string }) => {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    seen.push({
      method: request.method,
      url: request.url,
      headers: request.headers,
      body: Buffer.concat(chunks).toString("latin1"),
    });
    response.writeHead(answer.status, { "content-type": answer.type }).end(answer.body);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { seen, url };
};

const json = (body: unknown, status = 200) => ({
  status,
  type: "application/json",
  body: JSON.stringify(body),
});

test("a call carries the key, the idempotency key, the escaped path and the JSON body", async () => {
  const { seen, url } = await serve(json({ signature_id: "sig_1" }, 201));
  const desk = createClient({ baseUrl: `${url}/`, apiKey: "cnx_key" });
  await desk.signatures.request("doc_a/b", { signers: ["jane@lender.example"] }, { idempotencyKey: "once" });
  expect(seen[0]).toMatchObject({ method: "POST", url: "/api/documents/doc_a%2Fb/signatures" });
  expect(seen[0]?.headers).toMatchObject({
    authorization: "Bearer cnx_key",
    "idempotency-key": "once",
    "content-type": "application/json",
  });
  expect(JSON.parse(seen[0]?.body ?? "")).toEqual({ signers: ["jane@lender.example"] });
});

test("a query repeats lists and leaves out what is not set", async () => {
  const { seen, url } = await serve(json({ signatures: [], next_cursor: null }));
  await createClient({ baseUrl: url }).signatures.list({
    status: ["pending", "failed"],
    search: "",
    limit: 5,
  });
  expect(seen[0]?.url).toBe("/api/signatures?status=pending&status=failed&limit=5");
  expect(seen[0]?.headers.authorization).toBeUndefined();
});

test("an upload sends the file as a part with its name", async () => {
  const { seen, url } = await serve(json({ document_id: "doc_1" }, 201));
  const bytes = new TextEncoder().encode("%PDF-1.7");
  await createClient({ baseUrl: url }).documents.upload(bytes, {
    fileName: "agreement.pdf",
    metadata: { deal: "7" },
  });
  expect(seen[0]?.body).toContain('name="file"; filename="agreement.pdf"');
  expect(seen[0]?.body).toContain('{"deal":"7"}');
  expect(seen[0]?.body).toContain("%PDF-1.7");
});

test("the session's token goes with changing calls only", async () => {
  const { seen, url } = await serve(json({ keys: [] }));
  const desk = createClient({ baseUrl: url, csrfToken: () => "token" });
  await desk.keys.list();
  await desk.keys.revoke("key_1");
  expect(seen.map((one) => one.headers["x-csrf-token"])).toEqual([undefined, "token"]);
});

test("a problem becomes an error with its code, its detail and whether to retry", async () => {
  const problem = {
    type: "about:blank",
    title: ERROR_CODES.not_ready.title,
    status: 409,
    code: "not_ready",
    detail: "sig_1 is pending: wait for its last signer",
  };
  const { url } = await serve({
    status: 409,
    type: "application/problem+json",
    body: JSON.stringify(problem),
  });
  const failure = await createClient({ baseUrl: url })
    .signatures.download("sig_1")
    .catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ApiError);
  expect(failure).toMatchObject({ code: "not_ready", status: 409, retryable: true, message: problem.detail });
});

test("a stranger's answer and a missing server are told apart", async () => {
  const { url } = await serve({ status: 502, type: "text/html", body: "<h1>Bad gateway</h1>" });
  await expect(createClient({ baseUrl: url }).health()).rejects.toMatchObject({
    code: "unexpected_answer",
    status: 502,
    retryable: true,
  });
  await expect(createClient({ baseUrl: "http://127.0.0.1:1" }).health()).rejects.toMatchObject({
    code: "connection_failed",
    status: 0,
    retryable: true,
  });
});
