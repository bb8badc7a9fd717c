// The example sends through a real desk, waits, and has the signed PDF.
import { afterAll, beforeAll, expect, test } from "vitest";
import { call, sandbox, signAll } from "../../test/acceptance/desk.ts";
import { type Product, startProduct } from "../../test/acceptance/start.ts";
import { agreementPdf } from "../../test/fixtures/pdf.ts";
import { sendAndWait } from "./send-and-wait.ts";

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(async () => {
  await product?.stop();
});

const options = () => ({
  baseUrl: product.url,
  apiKey: product.apiKey,
  pdf: agreementPdf(),
  signers: ["jane@borrower.internal", "olaf@lender.internal"],
});

test("it resolves to the signed PDF when both have signed", async () => {
  const signed = await sendAndWait({
    ...options(),
    idempotencyKey: "loan-1",
    onSent: async ({ digisigner_request_id: id }) => signAll(product, id ?? ""),
  });
  expect(Buffer.from(signed.subarray(0, 5)).toString()).toBe("%PDF-");
  expect(signed.length).toBeGreaterThan(agreementPdf().length);
  const { body } = await sandbox(product, "GET", "requests");
  expect(body.requests).toHaveLength(1);
});

test("it rejects with the reason when the agreement is cancelled", async () => {
  const waiting = sendAndWait({
    ...options(),
    idempotencyKey: "loan-2",
    onSent: async ({ signature_id: id }) => {
      await call(product, "POST", `/api/signatures/${id}/cancel`, { json: { reason: "terms changed" } });
    },
  });
  await expect(waiting).rejects.toThrow("The agreement is cancelled: terms changed");
});
