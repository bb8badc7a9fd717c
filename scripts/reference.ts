// Writes the reference pages that are made from code: the HTTP API, its error codes, webhook events and more.
import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { ERROR_CODES, type Route, routes } from "@creditnexus/contract";
import { commandLinePage } from "../packages/cli/src/reference/page.ts";
import { differencesPage } from "../packages/sandbox/src/differences/page.ts";
import { auditPage } from "./audit-page.ts";
import { webhookEventsPage } from "./webhook-events-page.ts";

const ROOT = resolve(import.meta.dirname, "..");

const cell = (text: string): string => text.replaceAll("|", "\\|");

const accessWord = (route: Route): string =>
  route.access === "public" ? "nobody's key needed" : `${route.access} or more`;

const answerWord = (route: Route): string => {
  if (route.status === 302) return "the next page";
  if (typeof route.response === "string") return route.response;
  if (route.status === 204) return "nothing";
  return route.response.meta()?.id ?? "JSON";
};

const apiPage = (): string => {
  const all: readonly Route[] = Object.values(routes);
  const sections = [...new Set(all.map((route) => route.tag))].map((tag) => {
    const rows = all
      .filter((route) => route.tag === tag)
      .map((route) => {
        const codes = route.errors.map((code) => `\`${code}\``).join(" ");
        return `| \`${route.method} ${route.path}\` | ${cell(route.summary)} | ${accessWord(route)} | ${route.status} ${answerWord(route)} | ${codes} |`;
      });
    return `## ${tag}\n\n| route | does | who | answers | errors of its own |\n|---|---|---|---|---|\n${rows.join("\n")}\n`;
  });
  return `# HTTP API

Made from the route table in \`packages/contract\` by \`npm run docs\`; the schemas are in \`/openapi.json\` of a running
service, and readable at \`/docs\`. A key goes into \`Authorization: Bearer …\`. Every route can also answer
\`unauthenticated\`, \`forbidden\`, \`invalid_request\`, \`internal\` and \`unavailable\`; see [error codes](error-codes.md).

${sections.join("\n")}`;
};

const errorPage = (): string => {
  const rows = Object.entries(ERROR_CODES).map(
    ([code, entry]) => `| \`${code}\` | ${entry.status} | ${entry.title} | ${entry.retry ? "yes" : "no"} |`,
  );
  return `# Error codes

Made from \`packages/contract/src/errors.ts\` by \`npm run docs\`. Every error is \`application/problem+json\` (RFC 9457) with a
stable \`code\`; \`detail\` names the value, the expectation and the next step, and \`errors[]\` the path of each fault.
"Retry" says whether the same call can succeed later without a change.

| code | status | title | retry |
|---|---|---|---|
${rows.join("\n")}
`;
};

/** Path from the root of the repository → content, for every page that is made from code. */
export const referencePages = (): Record<string, string> => ({
  "docs/reference/http-api.md": apiPage(),
  "docs/reference/error-codes.md": errorPage(),
  "docs/reference/command-line.md": commandLinePage(),
  "docs/reference/sandbox-differences.md": differencesPage(),
  "docs/reference/webhook-events.md": webhookEventsPage(),
  "docs/reference/audit.md": auditPage(),
});

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  for (const [path, content] of Object.entries(referencePages())) {
    const file = resolve(ROOT, path);
    const before = await readFile(file, "utf8").catch(() => "");
    if (before === content) continue;
    await writeFile(file, content);
    console.log(`wrote ${path}`);
  }
}
