// The page in the documentation is what the code makes today, and covers all eight endpoints.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { API_ROUTES } from "../api/routes.ts";
import { ENDPOINTS } from "../faults/catalogue.ts";
import { differencesPage } from "./page.ts";

const PAGE = new URL("../../../../docs/reference/sandbox-differences.md", import.meta.url);

test("docs/reference/sandbox-differences.md is current; `npm run docs` makes it anew", () => {
  expect(readFileSync(PAGE, "utf8")).toBe(differencesPage());
});

test("every endpoint that a fault can address is a route, and every route has facts with evidence", () => {
  expect(new Set(["any", ...API_ROUTES.map((route) => route.endpoint)])).toEqual(new Set(ENDPOINTS));
  for (const fact of API_ROUTES.flatMap((route) => route.facts)) {
    expect(fact.what).not.toBe("");
    expect(fact.evidence).not.toBe("");
  }
});
