// Takes PDFs that nobody here made through a whole round: refused with a reason, or signed and sealed.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createPdfEngine } from "@creditnexus/pdf";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Sandbox } from "../options.ts";
import { createSandbox } from "../sandbox.ts";
import { type ApiClient, apiClient } from "../testing/api-client.ts";
import { signAll } from "../testing/rounds.ts";

// Beside the checkout where there is one, as in CI; the project copies none of them.
const FOLDER = new URL("../../../../../shared/data/pdfs/", import.meta.url);
const files = existsSync(FOLDER) ? readdirSync(FOLDER) : [];

const pdf = createPdfEngine({ workers: 2 });
let sandbox: Sandbox;
let api: ApiClient;

beforeAll(async () => {
  sandbox = await createSandbox({ pdf });
  api = apiClient(sandbox);
});
afterAll(async () => {
  await sandbox.close();
  await pdf.close();
});

test.skipIf(files.length > 0)("left out: there are no PDFs beside this checkout", () => {
  expect(files).toEqual([]);
});

test.each(files)("%s", async (name) => {
  const bytes = new Uint8Array(readFileSync(new URL(name, FOLDER)));
  const readable = await pdf.open(bytes).then(
    () => true,
    () => false,
  );
  if (!readable) {
    await expect(api.upload(bytes, name)).rejects.toThrow(/^400 \{"message":"The PDF /);
    return;
  }
  const documentId = await api.upload(bytes, name);
  const sent = await api.send({
    documents: [
      {
        document_id: documentId,
        signers: [
          { email: "a@example.com", use_all_pdf_fields: true },
          { email: "b@example.com", fields: [{ page: 0, rectangle: [60, 60, 260, 120], type: "SIGNATURE" }] },
        ],
      },
    ],
  });
  await signAll(api, sent.signature_request_id);
  expect((await api.status(sent.signature_request_id)).is_completed).toBe(true);
  const report = await pdf.checkSeals(await api.download(documentId), {
    trustedCertificates: [await sandbox.certificate()],
  });
  expect(report.verdict).toBe("valid");
});
