// Every call's bytes on a raw socket, beside what DigiSigner's official clients are on record for.
import { createServer, type Socket } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { DigiSigner } from "./digisigner.ts";
import { signatureRequestBody, TEST_KEY } from "./testing/test-server.ts";
import { VERSION } from "./version.ts";

/** Answers everything with what any of the calls can read, and keeps the bytes that came. */
async function listen(): Promise<{ origin: string; requests: string[] }> {
  const requests: string[] = [];
  const body = JSON.stringify({ ...signatureRequestBody(), document_id: "d-1", document_fields: [] });
  const answer = `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let bytes = "";
    socket.setEncoding("latin1").on("data", (chunk: string) => {
      bytes += chunk;
      if (!isWhole(bytes)) return;
      requests.push(bytes);
      socket.end(answer, "latin1");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return { origin: `http://127.0.0.1:${address.port}`, requests };
}

function isWhole(bytes: string): boolean {
  const end = bytes.indexOf("\r\n\r\n");
  if (end < 0) return false;
  const length = Number(/^content-length: (\d+)\r$/im.exec(bytes.slice(0, end + 1))?.[1] ?? 0);
  return bytes.length >= end + 4 + length;
}

const utf8 = (text: string): string => Buffer.from(text, "utf8").toString("latin1");

const CALLS: Readonly<Record<string, (client: DigiSigner) => Promise<unknown>>> = {
  upload: ({ documents }) =>
    documents.upload(Buffer.from("%PDF-1.7\n\u00ff\u0000", "latin1"), { filename: "Vertrag für Zürich.pdf" }),
  download: async ({ documents }) => (await documents.download("d-1")).bytes(),
  delete: ({ documents }) => documents.delete("d-1"),
  fields: ({ documents }) => documents.fields("d-1"),
  content: ({ documents }) =>
    documents.addContent("d-1", [
      {
        page: 0,
        rectangle: [100, 100, 300, 200],
        image: Buffer.from("PNG"),
        drawCoordinates: [{ lx: 1, ly: 2, mx: 3, my: 4 }],
      },
    ]),
  attachment: async ({ documents }) => (await documents.attachment("d-1", "passport")).bytes(),
  create: ({ signatureRequests }) =>
    signatureRequests.create({
      documents: [
        {
          documentId: "d-1",
          subject: "Bitte prüfen",
          signers: [
            {
              email: "signer_1@example.com",
              role: "Signer 1",
              order: 1,
              fields: [{ page: 0, rectangle: [100, 100, 300, 200], type: "SIGNATURE", required: true }],
            },
          ],
        },
      ],
      sendEmails: false,
      redirectAfterSigningToUrl: "http://localhost:8080/after?c=d",
    }),
  status: ({ signatureRequests }) => signatureRequests.get("r-1"),
};

const AUTHORIZATION = `Basic ${Buffer.from(`${TEST_KEY}:`).toString("base64")}`;
// What Node's fetch adds by itself; everything above it in a request is the client's own.
const FETCH = "accept-language: *\r\nsec-fetch-mode: cors\r\naccept-encoding: gzip, deflate\r\n";

function message(line: string, accept: string, content?: { type: string; body: string }): string {
  const own = [
    `authorization: ${AUTHORIZATION}`,
    `user-agent: creditnexus-digisigner/${VERSION}`,
    `accept: ${accept}`,
    ...(content === undefined ? [] : [`content-type: ${content.type}`]),
  ];
  const length = content === undefined ? "" : `content-length: ${content.body.length}\r\n`;
  return `${line} HTTP/1.1\r\nhost: SERVER\r\nconnection: keep-alive\r\n${own.join("\r\n")}\r\n${FETCH}${length}\r\n${content?.body ?? ""}`;
}

/** The boundary is random, and so is what it adds to the length of an upload. */
function upload(boundary: string): string {
  const head = `Content-Disposition: form-data; name="file"; filename="Vertrag für Zürich.pdf"\r\nContent-Type: application/pdf`;
  return message("POST /v1/documents", "application/json", {
    type: `multipart/form-data; boundary=${boundary}`,
    body: `--${boundary}\r\n${utf8(head)}\r\n\r\n%PDF-1.7\n\u00ff\u0000\r\n--${boundary}--\r\n`,
  });
}

const EXPECTED: Readonly<Record<string, string>> = {
  download: message("GET /v1/documents/d-1", "application/pdf, */*"),
  delete: message("DELETE /v1/documents/d-1", "application/json"),
  fields: message("GET /v1/documents/d-1/fields", "application/json"),
  content: message("POST /v1/documents/d-1/content", "application/json", {
    type: "application/json",
    body:
      '{"signatures":[{"page":0,"rectangle":[100,100,300,200],"image":"UE5H",' +
      '"draw_coordinates":"[{\\"lx\\":1,\\"ly\\":2,\\"mx\\":3,\\"my\\":4}]"}]}',
  }),
  attachment: message("GET /v1/documents/d-1/fields/passport/attachment", "*/*"),
  create: message("POST /v1/signature_requests", "application/json", {
    type: "application/json",
    body: utf8(
      '{"documents":[{"document_id":"d-1","subject":"Bitte prüfen","signers":[{"email":"signer_1@example.com",' +
        '"role":"Signer 1","order":1,"fields":[{"page":0,"rectangle":[100,100,300,200],"type":"SIGNATURE",' +
        '"required":true}]}]}],"send_emails":false,"redirect_after_signing_to_url":"http://localhost:8080/after?c=d"}',
    ),
  }),
  status: message("GET /v1/signature_requests/r-1", "application/json"),
};

/** The bytes of one call, with the port taken out. */
async function bytesOf(name: string): Promise<string> {
  const { origin, requests } = await listen();
  const client = new DigiSigner({ apiKey: TEST_KEY, baseUrl: `${origin}/v1`, retry: { attempts: 1 } });
  await CALLS[name]?.(client);
  expect(requests).toHaveLength(1);
  return (requests[0] ?? "").replace(/^host: 127\.0\.0\.1:\d+\r$/im, "host: SERVER\r");
}

it.each(Object.keys(CALLS))("%s goes out as exactly these bytes", async (name) => {
  const bytes = await bytesOf(name);
  const boundary = /boundary=([\w-]+)/.exec(bytes)?.[1];
  expect(bytes).toBe(boundary === undefined ? EXPECTED[name] : upload(boundary));
});

/*
 * What is on record of the official clients, and how this one stands to it. Different on purpose: no `Expect` and no
 * `Content-Transfer-Encoding`, which HTTP does not have; JSON in UTF-8, where C# loses letters outside ASCII; ids
 * encoded, which Java and PHP leave raw; no charset behind `application/json`, which has no such parameter.
 */
const ON_RECORD: readonly (readonly [string, string, string])[] = [
  ["all three authenticate unasked, with an empty password", "status", `authorization: ${AUTHORIZATION}`],
  ["C# and PHP type their JSON without a charset", "create", "content-type: application/json"],
  ["Java accepts JSON", "create", "accept: application/json"],
  ["Java types the part as PDF", "upload", "Content-Type: application/pdf"],
  [
    "all three name the part",
    "upload",
    utf8('Content-Disposition: form-data; name="file"; filename="Vertrag für Zürich.pdf"'),
  ],
];

it.each(ON_RECORD)("%s, and so does %s here", async (_record, name, line) => {
  const lines = (await bytesOf(name)).split("\r\n").filter((one) => one === line);
  expect(lines).toEqual([line]);
});
