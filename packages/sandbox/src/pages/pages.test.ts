// The pages and their files over HTTP: what is served, what is not, under which policy.
import { afterAll, describe, expect, test } from "vitest";
import { createSandbox } from "../index.ts";

const sandbox = await createSandbox();
afterAll(() => sandbox.close());
const get = (path: string, headers: Record<string, string> = {}) =>
  sandbox.fetch(`${sandbox.url}${path}`, { headers });

describe("assets", () => {
  test("modules arrive as JavaScript without types", async () => {
    const answer = await get("/assets/browser/signing/geometry.ts");
    expect(answer.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    expect(await answer.text()).not.toContain("interface Box");
  });

  test("everything a page names can be served, its modules with all they import", async () => {
    for (const path of ["/online/showDocument", "/mailbox", "/"]) {
      const html = await (await get(path)).text();
      const named = [...html.matchAll(/(?:src|href)="\.{1,2}\/(assets\/[^"]+)"/g)].map(
        ([, asset]) => `/${asset}`,
      );
      expect(named.length, path).toBeGreaterThan(6);
      for (const asset of named) expect((await get(asset)).status, asset).toBe(200);
    }
    const signing = await (await get("/online/showDocument", { "accept-language": "fr" })).text();
    expect(signing).toContain("browser/signing/viewer/page.ts");
    expect(signing).toContain("browser/messages/fr.ts");
    expect(signing).not.toContain("browser/control.ts");
  });

  test("an unchanged file is not sent twice", async () => {
    const etag = (await get("/assets/styles/base.css")).headers.get("etag") ?? "";
    expect(etag).not.toBe("");
    expect((await get("/assets/styles/base.css", { "if-none-match": etag })).status).toBe(304);
    expect((await get("/assets/styles/base.css", { "if-none-match": '"other"' })).status).toBe(200);
  });

  test("pdf.js, its worker, fonts and decoders are all served from here", async () => {
    const paths = [
      "pdfjs/build/pdf.min.mjs",
      "pdfjs/build/pdf.worker.min.mjs",
      "pdfjs/wasm/openjpeg.wasm",
      "pdfjs/standard_fonts/LiberationSans-Regular.ttf",
      "pdfjs/cmaps/UniGB-UTF16-H.bcmap",
      "inter/inter-latin-wght-normal.woff2",
      "script/dancing-script-latin-600-normal.woff2",
    ];
    for (const path of paths) expect((await get(`/assets/${path}`)).status, path).toBe(200);
  });

  test("nothing outside the named folders can be read", async () => {
    const paths = [
      "pdfjs/package.json",
      "pdfjs/build/../package.json",
      "pdfjs/build/%2e%2e/package.json",
      "styles/..%2findex.ts",
      "styles/%2e%2e%2findex.ts",
      "browser/..%2f..%2fdeps.ts",
      "browser/%2e%2e/index.ts",
      "constructor/base.css",
      "browser/signing/",
      "browser/tsconfig.json",
    ];
    for (const path of paths) expect((await get(`/assets/${path}`)).status, path).toBe(404);
  });
});

describe("the signing page", () => {
  const page = () =>
    get("/online/showDocument?documentId=x&invitationId=%22%3E%3Cscript%3E", { "accept-language": "de" });

  test("runs our own scripts only, tells no address to others, and is not framed unless embedded", async () => {
    const { headers } = await page();
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("cache-control")).toBe("no-store");
  });

  test("puts nothing of the address into the page", async () => {
    expect(await (await page()).text()).not.toContain("<script>");
  });

  test("says in the reader's language that this is no legal signature", async () => {
    const html = await (await page()).text();
    expect(html).toContain('<html lang="de">');
    expect(html).toContain("Sandbox: keine rechtsgültige Unterschrift");
  });
});

test("the pages for developers hold no data of their own", async () => {
  for (const path of ["/", "/mailbox"]) {
    const answer = await get(path);
    expect(answer.status).toBe(200);
    expect(await answer.text()).not.toContain(sandbox.apiKey);
  }
});
