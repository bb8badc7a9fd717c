// The published client in a page and in a worker of a real browser: web standards are all it needs.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { packPackage } from "../../scripts/pack/pack-package.ts";
import { withBrowser } from "./launch.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const API_KEY = "browser-key";
const browser = withBrowser();

let folder: string;
let origin: string;
const uploads: string[] = [];

// What a page or worker does with the client; it returns what is then compared.
const PROGRAM = `
  import { DigiSigner, parseEvent, signCallback, verifyCallback, callbackUrl, acknowledge, decodeSignDocumentUrl } from "/client/index.js";
  export async function run(origin) {
    const client = new DigiSigner({ apiKey: "${API_KEY}", baseUrl: origin + "/v1", retry: { baseMs: 1 } });
    const held = await client.documents.upload(new Blob(["%PDF-held"]), { filename: "held.pdf" });
    const stream = new Blob(["%PDF-stream"]).stream();
    const streamed = await client.documents.upload(stream, { filename: "stream.pdf" });
    const download = await client.documents.download("d-1");
    const text = new TextDecoder().decode(await download.bytes());
    const missing = await client.documents.fields("missing").catch((error) => error.code);
    const slow = await client.documents.fields("slow", { timeoutMs: 100 }).catch((error) => error.code);
    const header = await signCallback("secret", "body");
    return {
      ids: [held.documentId, streamed.documentId],
      text,
      missing,
      slow,
      isVerified: await verifyCallback({ secret: "secret", rawBody: "body", header }),
      url: await callbackUrl("https://desk.example.com/hook", "secret"),
      event: parseEvent('{"event_type":"X"}').type,
      acknowledgement: await acknowledge().text(),
      link: decodeSignDocumentUrl(btoa("https://www.digisigner.com/a?documentId=1&invitationId=2")),
    };
  }
`;

const PAGES: Record<string, readonly [type: string, body: string]> = {
  "/": ["text/html", "<!doctype html><title>client</title><link rel=icon href=data:,>"],
  "/program.js": ["text/javascript", PROGRAM],
  "/worker.js": [
    "text/javascript",
    'import { run } from "/program.js"; onmessage = async ({ data }) => postMessage(await run(data));',
  ],
};

const server = createServer(async (request, response) => {
  const url = request.url ?? "";
  const send = (status: number, type: string, body: string | Buffer): void => {
    response.writeHead(status, { "content-type": type }).end(body);
  };
  const page = PAGES[url];
  if (page !== undefined) return send(200, ...page);
  if (url.startsWith("/client/")) {
    return send(200, "text/javascript", await readFile(join(folder, "dist", url.slice("/client/".length))));
  }
  const isKnown = request.headers.authorization === `Basic ${btoa(`${API_KEY}:`)}`;
  if (!isKnown) return send(401, "application/json", '{"message":"Unknown key."}');
  if (url.includes("slow")) return;
  if (request.method === "GET" && url === "/v1/documents/d-1")
    return send(200, "application/pdf", "%PDF-1.7");
  if (request.method !== "POST") return send(404, "application/json", '{"message":"Not found."}');
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  uploads.push(Buffer.concat(chunks).toString());
  send(
    200,
    "application/json",
    `{"document_id":"d-${request.headers["content-length"] === undefined ? 0 : 1}"}`,
  );
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "digisigner-browser-"));
  await packPackage(ROOT, "digisigner", () => folder);
  await new Promise<void>((started) => server.listen(0, "127.0.0.1", started));
  // The name counts as secure, which WebCrypto asks for, as much as the address does.
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await rm(folder, { recursive: true, force: true });
});

const expected = {
  ids: ["d-1", "d-1"],
  text: "%PDF-1.7",
  missing: "not_found",
  slow: "timeout",
  isVerified: true,
  url: expect.stringMatching(/^https:\/\/desk\.example\.com\/hook\?token=[\w-]{43}$/),
  event: "UNKNOWN",
  acknowledgement: "DIGISIGNER_EVENT_ACCEPTED",
  link: "https://www.digisigner.com/a?documentId=1&invitationId=2",
};

describe("the client", () => {
  const open = async () => {
    const page = await browser.page({ expectedConsoleErrors: [/404/] });
    await page.goto(origin);
    return page;
  };

  test("works in a page, uploads of streams included", async () => {
    const page = await open();
    const result = await page.evaluate(`import("/program.js").then(({ run }) => run(location.origin))`);
    expect(result).toEqual(expected);
    expect(uploads.slice(-2)).toEqual([
      expect.stringContaining('filename="held.pdf"\r\nContent-Type: application/pdf\r\n\r\n%PDF-held\r\n'),
      expect.stringContaining(
        'filename="stream.pdf"\r\nContent-Type: application/pdf\r\n\r\n%PDF-stream\r\n',
      ),
    ]);
  });

  test("works in a worker", async () => {
    const page = await open();
    const result = await page.evaluate(`new Promise((resolve, reject) => {
      const worker = new Worker("/worker.js", { type: "module" });
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = (error) => reject(new Error(error.message));
      worker.postMessage(location.origin);
    })`);
    expect(result).toEqual(expected);
  });
});
