// Holds names of downloads and the policies of pages and data.
import { expect, test } from "vitest";
import { contentDisposition, securityHeaders } from "./headers.ts";

test("a plain name stands as it is", () => {
  expect(contentDisposition("attachment", "agreement.pdf")).toBe(
    `attachment; filename="agreement.pdf"; filename*=UTF-8''agreement.pdf`,
  );
});

test("quotes, percent signs and letters beyond ASCII cannot break the header", () => {
  expect(contentDisposition("inline", `Ünder "100%" (v2).pdf`)).toBe(
    `inline; filename="_nder _100__ (v2).pdf"; filename*=UTF-8''%C3%9Cnder%20%22100%25%22%20%28v2%29.pdf`,
  );
});

test("data may not be framed or run anything, pages only what is ours", () => {
  expect(securityHeaders("/api/documents", false)["content-security-policy"]).toContain("default-src 'none'");
  expect(securityHeaders("/signatures", false)["content-security-policy"]).toContain("default-src 'self'");
  expect(securityHeaders("/", false)["content-security-policy"]).not.toContain("unsafe-eval' ");
});

test("strict transport is promised only over https", () => {
  expect(securityHeaders("/", false)).not.toHaveProperty("strict-transport-security");
  expect(securityHeaders("/", true)).toHaveProperty("strict-transport-security");
});
