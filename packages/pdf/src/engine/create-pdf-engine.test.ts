import { afterAll, describe, expect, it } from "vitest";
import { buildPdf, line } from "../testing/build-pdf.ts";
import { HOSTILE_PDFS } from "../testing/hostile-pdfs.ts";
import { createPdfEngine } from "./create-pdf-engine.ts";

const agreement = buildPdf({
  pages: [{ content: line("Agreement", 72, 700) }],
  trailer: "/Info 4 0 R",
  objects: { 4: { body: "<< /Title (Facility) >>" } },
});
// Processor time, unlike wall-clock time, is the same on a busy machine.
const limits = { timeoutMs: 60_000, cpuSeconds: 1, memoryMb: 400, heapMb: 200 };
const engine = createPdfEngine({ workers: 2, limits });
afterAll(() => engine.close());

describe("what a document is", () => {
  it("tells pages, boxes, version and title", async () => {
    expect(await engine.open(agreement)).toEqual({
      pageCount: 1,
      pages: [
        { width: 595, height: 842, rotation: 0, cropBox: [0, 0, 595, 842], mediaBox: [0, 0, 595, 842] },
      ],
      encrypted: false,
      pdfVersion: "1.7",
      hasForm: false,
      hasSignatures: false,
      hasXfa: false,
      title: "Facility",
    });
  });

  it("takes boxes and rotation from the page tree, and the crop box only inside the media box", async () => {
    const pdf = buildPdf({
      pages: [{ content: "", mediaBox: [600, 800, 0, 0], cropBox: [-50, 20, 500, 700], rotate: -90 }],
    });
    const { pages } = await engine.open(pdf);
    expect(pages[0]).toMatchObject({ rotation: 270, cropBox: [0, 20, 500, 700], width: 500, height: 680 });
  });
});

describe("refusals", () => {
  const small = createPdfEngine({ workers: 1, limits: { ...limits, inputBytes: 5_000, pages: 2 } });
  afterAll(() => small.close());

  it.each([
    ["an empty file", new Uint8Array(), "empty", /0 bytes/],
    ["a picture", Buffer.from("\x89PNG\r\n"), "not_a_pdf", /%PDF-/],
    ["a torn file", Buffer.from("%PDF-1.7 and nothing else"), "damaged", /print it/i],
    ["a large file", Buffer.alloc(5_001, "%PDF-"), "too_large", /5001 bytes, at most 5000/],
    [
      "many pages",
      buildPdf({ pages: Array(3).fill({ content: "" }) }),
      "too_many_pages",
      /3 pages, at most 2/,
    ],
    [
      "an encrypted file",
      buildPdf({
        pages: [{ content: "" }],
        trailer: "/Encrypt << /Filter /Standard /V 1 /R 2 /O (x) /U (x) /P -1 >>",
      }),
      "encrypted",
      /protected/,
    ],
  ])("%s", async (_, file, code, message) => {
    await expect(small.open(file)).rejects.toMatchObject({
      name: "PdfError",
      code,
      message: expect.stringMatching(message),
    });
  });
});

describe("a hostile file", () => {
  const allowed = ["damaged", "out_of_memory", "timeout", "too_many_pages"];

  it.each(Object.entries(HOSTILE_PDFS))(
    "%s costs at most one clear error, and the engine goes on",
    async (_, build) => {
      const file = build();
      const outcomes = await Promise.allSettled([engine.open(file), engine.text(file)]);
      for (const outcome of outcomes) {
        if (outcome.status === "rejected") expect(allowed).toContain(outcome.reason.code);
      }
      await expect(engine.open(agreement)).resolves.toMatchObject({ pageCount: 1 });
    },
  );

  it("tells what it ran out of", async () => {
    // Memory must run out before time does, also where clearing it costs a busy machine its processor time.
    await using patient = createPdfEngine({ workers: 1, limits: { ...limits, cpuSeconds: 30 } });
    const wide = HOSTILE_PDFS["a font whose widths span four billion glyphs"]?.() ?? new Uint8Array();
    await expect(patient.text(wide)).rejects.toMatchObject({ code: "out_of_memory" });
    const deep = HOSTILE_PDFS["forms that each draw the next one twenty times"]?.() ?? new Uint8Array();
    await expect(engine.text(deep)).rejects.toMatchObject({ code: "timeout" });
  });

  it("fails only its own call", async () => {
    const bad = HOSTILE_PDFS["a font whose widths span four billion glyphs"]?.() ?? new Uint8Array();
    const good = Array.from({ length: 6 }, () => engine.open(agreement));
    const [outcome] = await Promise.allSettled([engine.text(bad)]);
    expect(outcome.status).toBe("rejected");
    for (const info of await Promise.all(good)) expect(info.pageCount).toBe(1);
  });
});

describe("the pool", () => {
  it("refuses calls beyond its queue as busy", async () => {
    await using tiny = createPdfEngine({ workers: 1, limits: { ...limits, queue: 1 } });
    const calls = Array.from({ length: 3 }, () => tiny.open(agreement));
    const outcomes = await Promise.allSettled(calls);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(["fulfilled", "fulfilled", "rejected"]);
    expect(outcomes[2]).toMatchObject({ reason: { code: "busy" } });
  });

  it("rejects what runs and what waits when it is closed, and every call afterwards", async () => {
    const closing = createPdfEngine({ workers: 1, limits });
    const calls = Promise.allSettled([closing.open(agreement), closing.open(agreement)]);
    await closing.close();
    for (const outcome of await calls) expect(outcome).toMatchObject({ reason: { code: "closed" } });
    await expect(closing.open(agreement)).rejects.toMatchObject({ code: "closed" });
    await expect(closing.warm()).rejects.toMatchObject({ code: "closed" });
  });

  it("leaves the bytes it was given as they were", async () => {
    const before = Buffer.from(agreement);
    const after = await engine.stamp(agreement, [{ kind: "check", page: 0, rectangle: [10, 10, 30, 30] }]);
    expect(before.equals(agreement)).toBe(true);
    expect(after.length).toBeGreaterThan(agreement.length);
  });

  it("names a limit that makes no sense", () => {
    expect(() => createPdfEngine({ limits: { timeoutMs: 0 } })).toThrow(/timeoutMs is 0/);
  });
});
