// Runs the fixtures in order against one sandbox, over a raw socket.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Sandbox } from "../options.ts";
import { createSandbox } from "../sandbox.ts";
import { agreementPdf } from "../testing/agreement-pdf.ts";
import { FIXTURES, type Fixture } from "./fixtures.ts";
import { exchange, type RawAnswer } from "./raw-http.ts";

let sandbox: Sandbox;
const captured = new Map<string, string>();

beforeAll(async () => {
  sandbox = await createSandbox({ port: 0, pdfWorkers: 1 });
});
afterAll(() => sandbox.close());

function fill(text: string): string {
  return text.replace(/\{(\w+_(?:document|request))\}/g, (_all, name: string) => captured.get(name) ?? "");
}

function send(fixture: Fixture): Promise<RawAnswer> {
  const pdf = Buffer.from(agreementPdf()).toString("latin1");
  const body = fill(fixture.body ?? "").replace("@pdf", () => pdf);
  const length = fixture.body === undefined ? [] : [`Content-Length: ${body.length}`];
  const { port, host } = new URL(sandbox.url);
  const lines = [
    `${fixture.method} ${fill(fixture.path)} HTTP/1.1`,
    `Host: ${host}`,
    ...fixture.headers,
    ...length,
    "Connection: close",
  ];
  return exchange(Number(port), Buffer.from(`${lines.join("\r\n")}\r\n\r\n${body}`, "latin1"));
}

describe("official clients and known integrations get what they need", () => {
  test.each(FIXTURES.map((fixture) => [`${fixture.name} (${fixture.from})`, fixture] as const))(
    "%s",
    async (_name, fixture) => {
      const answer = await send(fixture);
      expect(answer.status, answer.body).toBe(fixture.status);
      for (const pattern of fixture.head ?? []) expect(answer.head).toMatch(pattern);
      for (const part of fixture.contains ?? []) {
        if (typeof part === "string") expect(answer.body).toContain(fill(part));
        else expect(answer.body).toMatch(part);
      }
      for (const [name, pattern] of Object.entries(fixture.capture ?? {})) {
        captured.set(name, pattern.exec(answer.body)?.[1] ?? "");
      }
      expect(answer.head).toMatch(new RegExp(`^content-length: ${answer.body.length}$`, "im"));
      expect(answer.head).not.toMatch(/^(transfer-encoding|content-encoding):/im);
      if (/^content-type: application\/pdf$/im.test(answer.head)) return;
      expect(answer.head).toMatch(/^content-type: application\/json$/im);
      expect(answer.body).toMatch(/^[\x20-\x7e]+$/);
      expect(answer.body).not.toMatch(/:null[,}]/);
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
