// Serves scripts, styles, fonts and pdf.js from where they are installed; nothing comes from elsewhere.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Context, Hono } from "hono";
import { browserModule } from "./browser-modules.ts";
import { scriptHeaders } from "./security.ts";
import { contentType } from "./shell.ts";

const require = createRequire(import.meta.url);
const installed = (name: string) => dirname(require.resolve(`${name}/package.json`));

/** Folders that may be read, each with the shape its file names must have. */
const FOLDERS: Record<string, { folder: () => string; allowed: RegExp }> = {
  styles: {
    folder: () => fileURLToPath(new URL("./styles/", import.meta.url)),
    allowed: /^[a-z-]+\.(css|svg)$/,
  },
  pdfjs: {
    folder: () => installed("pdfjs-dist"),
    allowed: /^(build\/pdf(\.worker)?\.min\.mjs|(cmaps|standard_fonts|wasm|iccs)\/[\w-]+(\.[\w-]+)*)$/,
  },
  inter: {
    folder: () => join(installed("@fontsource-variable/inter"), "files"),
    allowed: /^[a-z0-9-]+\.woff2$/,
  },
  script: {
    folder: () => join(installed("@fontsource/dancing-script"), "files"),
    allowed: /^[a-z0-9-]+\.woff2$/,
  },
};

/** Routes below `/assets`. */
export function assets(): Hono {
  const app = new Hono();
  app.get("/browser/:path{.+}", (context) => {
    const path = context.req.param("path");
    const code = browserModule(path);
    return code === undefined ? context.notFound() : answer(context, path, code);
  });
  app.get("/:folder/:path{.+}", async (context) => {
    const { folder: name, path } = context.req.param();
    const known = Object.hasOwn(FOLDERS, name) ? FOLDERS[name] : undefined;
    if (!known?.allowed.test(path)) return context.notFound();
    const content = await readFile(join(known.folder(), path)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return undefined;
      throw error;
    });
    return content === undefined ? context.notFound() : answer(context, path, content);
  });
  return app;
}

// Always asked for again, rarely sent again: a changed source shows on the next reload.
function answer(context: Context, path: string, content: string | Buffer): Response {
  const etag = `"${createHash("sha256").update(content).digest("base64url").slice(0, 22)}"`;
  const type = contentType(path);
  const headers = {
    etag,
    "cache-control": "no-cache",
    ...(type.startsWith("text/javascript") ? scriptHeaders() : {}),
  };
  if (context.req.header("if-none-match") === etag) return context.body(null, 304, headers);
  return context.body(typeof content === "string" ? content : new Uint8Array(content), 200, {
    ...headers,
    "content-type": type,
  });
}
