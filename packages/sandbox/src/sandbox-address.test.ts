// Under which addresses a sandbox answers: prefixes, its own public URL, no socket at all, a port that is taken.
import { createPdfEngine } from "@creditnexus/pdf";
import { afterAll, expect, test } from "vitest";
import { createSandbox } from "./sandbox.ts";
import { agreementPdf } from "./testing/agreement-pdf.ts";
import { apiClient } from "./testing/api-client.ts";

const pdf = createPdfEngine({ workers: 1 });
afterAll(() => pdf.close());

test("behind a proxy that keeps its prefix, everything is below the prefix", async () => {
  await using sandbox = await createSandbox({ port: 0, pathPrefix: "/digisigner/", pdf });
  expect(sandbox.apiUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/digisigner\/v1$/);
  const form = new FormData();
  form.set("file", new Blob([new Uint8Array(agreementPdf())]), "a.pdf");
  const authorization = `Basic ${btoa(`${sandbox.apiKey}:`)}`;
  const uploaded = await fetch(`${sandbox.apiUrl}/documents`, {
    method: "POST",
    body: form,
    headers: { authorization },
  });
  expect(uploaded.status).toBe(200);
  const control = await fetch(`${sandbox.url}/_sandbox/settings`, { method: "PUT", body: '{"mode":"PROD"}' });
  expect(await control.json()).toMatchObject({ mode: "PROD" });
  expect((await fetch(`${sandbox.url}/mailbox`)).status).toBe(200);
});

test("links carry the public URL, and without a socket calls under any host are served", async () => {
  await using sandbox = await createSandbox({ publicUrl: "https://sign.example.com/", pdf });
  const authorization = `Basic ${btoa(`${sandbox.apiKey}:`)}`;
  const form = new FormData();
  form.set("file", new Blob([new Uint8Array(agreementPdf())]), "a.pdf");
  const base = "https://api.digisigner.com/online/api/v1";
  const uploaded = await sandbox.fetch(`${base}/documents`, {
    method: "POST",
    body: form,
    headers: { authorization },
  });
  const { document_id } = Object(await uploaded.json());
  const sent = await sandbox.fetch(`${base}/signature_requests`, {
    method: "POST",
    headers: { authorization },
    body: JSON.stringify({ documents: [{ document_id, signers: [{ email: "a@example.com" }] }] }),
  });
  expect(await sent.text()).toContain(
    `"https://sign.example.com/online/showDocument?documentId=${document_id}&`,
  );
});

test("the control API keeps foreign pages and hosts out", async () => {
  await using sandbox = await createSandbox({ port: 0, pdf });
  const settings = `${sandbox.url}/_sandbox/settings`;
  expect((await fetch(settings, { headers: { origin: "https://evil.example" } })).status).toBe(403);
  expect((await sandbox.fetch("http://evil.example/_sandbox/settings")).status).toBe(403);
  expect(
    (await fetch(`${sandbox.url}/mailbox/x/html`, { headers: { origin: "https://evil.example" } })).status,
  ).toBe(403);
  expect((await fetch(settings)).status).toBe(200);
});

test("a port in use is one sentence, and nothing is left running", async () => {
  await using first = await createSandbox({ port: 0, pdf });
  const port = Number(new URL(first.url).port);
  await expect(createSandbox({ port, pdf })).rejects.toThrow(`Port ${port} on 127.0.0.1 is already in use.`);
});

test("a state that cannot be opened is one sentence", async () => {
  await expect(createSandbox({ dataFile: "/proc/nowhere/sandbox.sqlite", pdf })).rejects.toThrow(
    'The sandbox cannot open its state "/proc/nowhere/sandbox.sqlite"',
  );
});

test("a reset empties everything but settings and certificate", async () => {
  await using sandbox = await createSandbox({ pdf });
  const api = apiClient(sandbox);
  await api.control("PUT", "/settings", {
    mode: "PROD",
    callback_urls: { document_signed: "http://desk.test/" },
  });
  const settings = await api.control("GET", "/settings");
  const certificate = await sandbox.certificate();
  const documentId = await api.upload(agreementPdf());
  await api.send({ documents: [{ document_id: documentId, signers: [{ email: "a@example.com" }] }] });
  await api.control("POST", "/clock", { advance: "2d" });
  await api.control("POST", "/reset");
  for (const list of ["requests", "documents", "invitations", "callbacks", "faults", "audit"]) {
    expect((await api.control("GET", `/${list}`))[list], list).toEqual([]);
  }
  expect((await api.control("GET", "/mailbox")).mails).toEqual([]);
  expect((await api.control("GET", "")).stored_files).toBe(0);
  expect(await api.control("GET", "/settings")).toEqual(settings);
  expect(await sandbox.certificate()).toBe(certificate);
  expect(Math.abs((await api.control("GET", "/clock")).offset_ms)).toBeLessThan(1_000);
});
