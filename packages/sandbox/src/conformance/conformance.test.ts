// Runs the fixtures in order against one sandbox, over a raw socket.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Sandbox } from "../options.ts";
import { createSandbox } from "../sandbox.ts";
import { agreementPdf } from "../testing/agreement-pdf.ts";
import type { Fixture } from "./fixture.ts";
import { CLIENT_FIXTURES } from "./fixtures.ts";
import { exchange, type RawAnswer } from "./raw-http.ts";
import { REFUSAL_FIXTURES } from "./refusal-fixtures.ts";
import { SIGNING_FIXTURES } from "./signing-fixtures.ts";

const FILES: Readonly<Record<string, Uint8Array>> = {
  "@pdf": agreementPdf(),
  "@form": agreementPdf(
    [{}],
    [
      { kind: "text", name: "company", rectangle: [60, 600, 260, 620], extra: "/MaxLen 40 /Q 2" },
      {
        kind: "checkbox",
        name: "currency",
        rectangle: [60, 560, 72, 572],
        on: "EUR",
        more: [{ rectangle: [90, 560, 102, 572], on: "USD" }],
      },
      { kind: "text", name: "note", rectangle: [60, 520, 260, 540] },
    ],
  ),
  "@tags": agreementPdf([
    {
      lines: [
        { x: 72, y: 700, text: "Signed: [s:Signer 1           ]" },
        { x: 72, y: 660, text: "[c:Signer 2:r] agreed on [d:Signer 2:o]" },
        { x: 72, y: 620, text: "[Hello, Signer 1] [q:Signer 1] []" },
      ],
    },
  ]),
};

let sandbox: Sandbox;
const captured = new Map<string, string>();

beforeAll(async () => {
  const foreign = {
    document_id: "foreign-document",
    title: "Of somebody else",
    api_key: "another-key",
    file_base64: Buffer.from(agreementPdf()).toString("base64"),
  };
  sandbox = await createSandbox({
    port: 0,
    pdfWorkers: 1,
    maxUploadBytes: 64 * 1024,
    seed: { accounts: [{ api_key: "another-key" }], documents: [foreign] },
  });
});
afterAll(() => sandbox.close());

function fill(text: string): string {
  return text.replace(/\{(\w+)\}/g, (_all, name: string) => {
    const value = captured.get(name);
    if (value === undefined) throw new Error(`no earlier answer gave {${name}}`);
    return value;
  });
}

function send(fixture: Fixture): Promise<RawAnswer> {
  const body = fill(fixture.body ?? "").replace(/@(?:pdf|form|tags)\b/, (file) =>
    Buffer.from(FILES[file] ?? []).toString("latin1"),
  );
  const length = fixture.body === undefined ? [] : [`Content-Length: ${body.length}`];
  const { port, host } = new URL(sandbox.url);
  const lines = [
    `${fixture.method} ${fill(fixture.path)} HTTP/1.1`,
    `Host: ${host}`,
    ...fixture.headers,
    ...length,
    "Connection: close",
  ];
  const head = Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1");
  return exchange(Number(port), head, Buffer.from(body, "latin1"));
}

function check(fixture: Fixture, answer: RawAnswer): void {
  expect(answer.status, answer.body).toBe(fixture.status);
  for (const pattern of fixture.head ?? []) expect(answer.head).toMatch(pattern);
  for (const part of fixture.contains ?? []) {
    if (typeof part === "string") expect(answer.body).toContain(fill(part));
    else expect(answer.body).toMatch(part);
  }
  for (const part of fixture.lacks ?? []) expect(answer.body).not.toContain(fill(part));
  expect(answer.head).toMatch(new RegExp(`^content-length: ${answer.body.length}$`, "im"));
  expect(answer.head).not.toMatch(/^(transfer-encoding|content-encoding):/im);
  expect(answer.head).toMatch(new RegExp(`^content-type: ${fixture.type ?? "application/json"}$`, "im"));
  if (fixture.type !== undefined) return;
  expect(answer.body).toMatch(/^[\x20-\x7e]+$/);
  expect(answer.body).not.toMatch(/:null[,}]/);
}

const FIXTURES = [...CLIENT_FIXTURES, ...SIGNING_FIXTURES, ...REFUSAL_FIXTURES];

describe("official clients and known integrations get what they need", () => {
  test.each(FIXTURES.map((fixture) => [`${fixture.name} (${fixture.from})`, fixture] as const))(
    "%s",
    async (_name, fixture) => {
      const answer = await send(fixture);
      for (const [name, pattern] of Object.entries(fixture.capture ?? {})) {
        const value = pattern.exec(answer.body)?.[1];
        expect(value, `${name} in ${answer.body}`).toBeDefined();
        captured.set(name, value ?? "");
      }
      check(fixture, answer);
    },
  );
});

test("bytes that are no HTTP get the same JSON error", async () => {
  const { port } = new URL(sandbox.url);
  const answer = await exchange(Number(port), Buffer.from("NONSENSE\r\n\r\n"));
  expect(answer.status).toBe(400);
  expect(JSON.parse(answer.body)).toMatchObject({ message: expect.stringContaining("not HTTP") });
});

test("headers beyond every measure get a 431 in JSON", async () => {
  const { port } = new URL(sandbox.url);
  const request = `GET / HTTP/1.1\r\nHost: a\r\nX-Long: ${"x".repeat(20_000)}\r\n\r\n`;
  const answer = await exchange(Number(port), Buffer.from(request));
  expect(answer.status).toBe(431);
  expect(JSON.parse(answer.body)).toHaveProperty("message");
});
