// The HTML around every page: head, styles, script, and the ribbon that says what this is not.
import { extname } from "node:path";
import { modulePath, withImports } from "./browser-modules.ts";

/** What differs between the pages. */
export interface Shell {
  language: string;
  title: string;
  /** Relative way from the page to the root of the sandbox: `./` or `../`. */
  root: string;
  /** Folder in `browser/` whose `main` module runs the page. */
  app: "signing" | "mailbox" | "inspector";
  styles: string[];
  /** Modules that the page imports later but wants at hand. */
  early?: string[];
  /** Assets of others it imports later. */
  libraries?: string[];
  /** Class of the body. */
  look?: string;
  /** Shown to those without JavaScript. */
  needsScript: string;
  /** Shown until the script has something better. */
  loading?: string;
  ribbon: { text: string; detail?: string };
}

/** Renders the document. */
export function renderShell(shell: Shell): string {
  const asset = (path: string) => `${shell.root}assets/${path}`;
  const styles = shell.styles.map((name) => `<link rel="stylesheet" href="${asset(name)}">`);
  const entry = modulePath(`${shell.app}/main`);
  const early = (shell.early ?? []).map(modulePath);
  const modules = [
    ...withImports([entry, ...early]).map((path) => `browser/${path}`),
    ...(shell.libraries ?? []),
  ];
  const preloads = modules.map((path) => `<link rel="modulepreload" href="${asset(path)}">`);
  return `<!doctype html>
<html lang="${escapeHtml(shell.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${escapeHtml(shell.title)}</title>
<link rel="icon" type="image/svg+xml" href="${asset("styles/icon.svg")}">
${[...styles, ...preloads].join("\n")}
<script type="module" src="${asset(`browser/${entry}`)}"></script>
</head>
<body class="${escapeHtml(["app", shell.look].filter(Boolean).join(" "))}">
<p class="ribbon"><strong>${escapeHtml(shell.ribbon.text)}</strong>${shell.ribbon.detail ? ` <span>${escapeHtml(shell.ribbon.detail)}</span>` : ""}</p>
<div id="stage">${shell.loading ? `<p class="loading">${escapeHtml(shell.loading)}</p>` : ""}</div>
<noscript><p class="loading">${escapeHtml(shell.needsScript)}</p></noscript>
</body>
</html>
`;
}

/** Text as it may stand in HTML, in attributes too. */
export function escapeHtml(text: string): string {
  const entities: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** Content type of a file by its name. */
export function contentType(path: string): string {
  const types: Record<string, string> = {
    ".ts": "text/javascript; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".woff2": "font/woff2",
    ".ttf": "font/ttf",
  };
  return types[extname(path)] ?? "application/octet-stream";
}
