// The signed PDF before the tools of others: poppler's pdfsig and pdftotext, and qpdf, where they are installed.
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, type TestContext, test } from "vitest";
import { agreementPdf } from "../fixtures/pdf.ts";
import { call, sandbox, signAll, signature, until, uploadPdf } from "./desk.ts";
import { type Product, startProduct } from "./start.ts";

const run = promisify(execFile);

let product: Product;
let directory: string;
let file: string;
let certificate: string;

/** Where each signer's field was put: page from 0, `[x1, y1, x2, y2]` in points from the bottom-left. */
const PLACES = {
  "jane@borrower.example": { page: 2, rectangle: [180, 640, 380, 690] },
  "olaf@lender.example": { page: 2, rectangle: [180, 560, 380, 610] },
} as const;

beforeAll(async () => {
  product = await startProduct();
  directory = await mkdtemp(join(tmpdir(), "creditnexus-"));
  file = join(directory, "signed.pdf");
  certificate = join(directory, "authority.pem");
  const document = await uploadPdf(product, agreementPdf());
  const created = await call(product, "POST", "/api/signatures", {
    json: {
      documents: [{ document_id: document.body.document_id }],
      signers: Object.entries(PLACES).map(([email, place], index) => ({
        email,
        order: index + 1,
        fields: [{ type: "SIGNATURE", ...place }],
      })),
    },
  });
  expect(created.status, created.text).toBe(201);
  const sent = await until(
    () => signature(product, created.body.signature_id),
    (value) => value.status === "pending",
  );
  await signAll(product, sent.signature_request_id);
  await until(
    () => signature(product, sent.signature_id),
    (value) => value.is_collected,
  );
  const download = await fetch(`${product.url}/api/signatures/${sent.signature_id}/download`, {
    headers: { authorization: `Bearer ${product.apiKey}` },
  });
  await writeFile(file, new Uint8Array(await download.arrayBuffer()));
  await writeFile(certificate, (await sandbox(product, "GET", "certificate")).text);
});
afterAll(async () => {
  await product?.stop();
  await rm(directory, { recursive: true, force: true });
});

/** Leaves the test out, visibly, where the tool is not installed. */
const needs = async (context: TestContext, tool: string): Promise<void> => {
  const missing = await run("which", [tool]).then(
    () => false,
    () => true,
  );
  context.skip(missing, `${tool} is not installed on this machine`);
};

test("pdfsig finds one valid signature that covers the whole document", async (context) => {
  await needs(context, "pdfsig");
  const { stdout } = await run("pdfsig", ["-nocert", file]);
  expect(stdout).toContain("Signature Validation: Signature is Valid.");
  expect(stdout).toContain("ETSI.CAdES.detached");
  expect(stdout).toContain("Total document signed");
  expect(stdout.match(/^Signature #/gm)).toHaveLength(1);
});

test("qpdf finds no fault in its structure", async (context) => {
  await needs(context, "qpdf");
  const { stdout } = await run("qpdf", ["--check", file]);
  expect(stdout).toContain("No syntax or stream encoding errors found");
});

test("both signatures stand where their fields were", async (context) => {
  await needs(context, "pdftotext");
  const { stdout } = await run("pdftotext", ["-bbox", "-f", "3", "-l", "3", file, "-"]);
  const words = [
    ...stdout.matchAll(/xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</g),
  ].map((match) => ({
    x1: Number(match[1]),
    y2: 792 - Number(match[2]),
    x2: Number(match[3]),
    y1: 792 - Number(match[4]),
    text: match[5] ?? "",
  }));
  for (const [email, { rectangle }] of Object.entries(PLACES)) {
    const [x1, y1, x2, y2] = rectangle;
    const inside = words.filter(
      (word) => word.x1 >= x1 - 2 && word.x2 <= x2 + 2 && word.y1 >= y1 - 2 && word.y2 <= y2 + 2,
    );
    expect(inside.map((word) => word.text).join(" "), `what stands in the field of ${email}`).toContain(
      email.split("@")[0],
    );
  }
  expect(words.map((word) => word.text).join(" ")).toContain("Signatures");
});

test("the sandbox says on the pages that this is no legal signature", async (context) => {
  await needs(context, "pdftotext");
  const { stdout } = await run("pdftotext", [file, "-"]);
  expect(stdout.toLowerCase()).toContain("sandbox");
});
