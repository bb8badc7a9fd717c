import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createCertificateAuthority, issueSealCredential } from "./seal/certificate-authority.ts";
import { testEngine } from "./testing/engine.ts";
import { NO_REAL_PDFS, realPdfs, runTool } from "./testing/environment.ts";
import { whatPdfjsShows } from "./testing/what-pdfjs-shows.ts";

const engine = testEngine();
const folder = mkdtempSync(join(tmpdir(), "creditnexus-pdf-"));
afterAll(() => rmSync(folder, { recursive: true }));
const authority = await createCertificateAuthority({ commonName: "Test authority" });
const credential = await issueSealCredential(authority, { commonName: "Test seal" });

/** What is wrong with these files is part of them: a page tree in a loop, a content stream that does not inflate. */
const FAULTY = new Set(["Pages-tree-refs.pdf", "PDFBOX-4352-0.pdf"]);
const REFUSED: Readonly<Record<string, string>> = {
  "pr6531_1.pdf": "encrypted",
  "REDHAT-1531897-0.pdf": "damaged",
};
const documents = realPdfs();

describe.runIf(documents === undefined)("real documents", () => {
  it("were looked for", (ctx) => ctx.skip(NO_REAL_PDFS));
});

const refused = documents?.filter(({ name }) => REFUSED[name] !== undefined) ?? [];
const readable = documents?.filter(({ name }) => REFUSED[name] === undefined) ?? [];

it.each(refused)("$name is refused with a typed error", async ({ name, bytes }) => {
  await expect(engine.open(bytes)).rejects.toMatchObject({ name: "PdfError", code: REFUSED[name] });
});

describe.each(readable)("$name", ({ name, bytes }) => {
  it("opens, is stamped and sealed, and shows the mark in pdf.js", async () => {
    const { pages } = await engine.open(bytes);
    const [page] = pages;
    const rectangle = [10, 10, Math.min(200, page?.width ?? 0), 30] as const;
    const stamped = await engine.stamp(bytes, [{ kind: "text", page: 0, rectangle, text: "Signed by Jane" }]);
    const sealed = await engine.seal(stamped, { credential });
    const seen = await whatPdfjsShows(sealed, 0);
    expect(seen.texts.find((text) => text.text === "Signed by Jane")).toMatchObject({ upright: true });
    const report = await engine.checkSeals(sealed, { trustedCertificates: [authority.certificatePem] });
    expect(report.verdict).toBe("valid");
    writeFileSync(join(folder, name), sealed);
    if (FAULTY.has(name)) return;
    const comparison = await engine.compare(bytes, sealed, { expected: [{ page: 0, rectangle }] });
    expect(comparison).toMatchObject({ verdict: "same_with_additions", differences: [] });
  });

  it("passes qpdf --check when sealed", (ctx) => {
    if (FAULTY.has(name)) return ctx.skip("left out: the original does not pass it either");
    const check = runTool("qpdf", ["--check", join(folder, name)]);
    if (check === undefined) return ctx.skip("left out: qpdf is not installed");
    // Exit code 3 means warnings, which some of these documents earn by themselves.
    expect([0, 3], check.output).toContain(check.code);
  });

  it("has a signature that pdfsig accepts", (ctx) => {
    const check = runTool("pdfsig", ["-nocert", join(folder, name)]);
    if (check === undefined) return ctx.skip("left out: pdfsig is not installed");
    expect(check.output).toContain("Signature is Valid");
    expect(check.output).toContain("Total document signed");
  });

  it("is the same after qpdf wrote it anew", async (ctx) => {
    if (FAULTY.has(name)) return ctx.skip("left out: readers disagree on this document");
    const [before, after] = [join(folder, `original-${name}`), join(folder, `linear-${name}`)];
    writeFileSync(before, bytes);
    const written = runTool("qpdf", ["--linearize", "--object-streams=generate", before, after]);
    if (written === undefined) return ctx.skip("left out: qpdf is not installed");
    expect(await engine.compare(bytes, readFileSync(after))).toMatchObject({
      verdict: "same",
      differences: [],
    });
  });

  it("keeps every form field's value through a filling of nothing", async () => {
    const before = await engine.formFields(bytes);
    const after = await engine.formFields(await engine.fillForm(bytes, []));
    expect(after).toEqual(before);
  });
});
