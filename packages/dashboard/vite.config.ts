// Builds the dashboard; the PDF engine's fonts and tables are copied beside it, since it fetches them by name.
import { cp, glob, readFile, stat, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const here = dirname(fileURLToPath(import.meta.url));
const service = process.env.SERVICE_URL ?? "http://127.0.0.1:8000";

const pdfjsAssets = (): Plugin => {
  const source = dirname(fileURLToPath(import.meta.resolve("pdfjs-dist/package.json")));
  return {
    name: "pdfjs-assets",
    apply: "build",
    async writeBundle({ dir = join(here, "dist") }) {
      for (const folder of ["standard_fonts", "cmaps"]) {
        await cp(join(source, folder), join(dir, "pdfjs", folder), { recursive: true });
      }
      // WebAssembly needs an eval permission that our content security policy does not give.
      for (const file of ["openjpeg_nowasm_fallback.js", "jbig2_nowasm_fallback.js"]) {
        await cp(join(source, "wasm", file), join(dir, "pdfjs", "wasm", file));
      }
    },
  };
};

/** What fits into one packet gains nothing. */
const WORTH_COMPRESSING_BYTES = 1_400;

/** Beside each text its compressed forms, which the service serves in its place: made once here, not at each answer. */
const compressed = (): Plugin => {
  let built: string;
  return {
    name: "compressed",
    apply: "build",
    configResolved({ root, build: { outDir } }) {
      // Whoever builds beside the files that are being served gives another one.
      built = resolve(root, outDir);
    },
    async closeBundle() {
      const compress = { br: promisify(brotliCompress), gz: promisify(gzip) };
      for await (const name of glob("**/*.{js,mjs,css,html,svg}", { cwd: built })) {
        const path = join(built, name);
        if ((await stat(path)).size < WORTH_COMPRESSING_BYTES) continue;
        const bytes = await readFile(path);
        // At the highest quality a build would take seconds longer, for a twentieth less.
        const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
        await writeFile(`${path}.br`, await compress.br(bytes, { params }));
        await writeFile(`${path}.gz`, await compress.gz(bytes, { level: 9 }));
      }
    },
  };
};

export default defineConfig({
  root: here,
  plugins: [react(), tailwindcss({ optimize: false }), pdfjsAssets(), compressed()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    // light-dark() and oklch() stay as written: every browser of 2024 and later knows them.
    cssTarget: ["chrome123", "firefox128", "safari17.5"],
    // The content security policy allows no data: fonts.
    assetsInlineLimit: 0,
    // The PDF engine is the one large chunk, and it is loaded only when a PDF is looked at.
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      output: {
        // What several screens share in small pieces comes as one file instead of thirty.
        codeSplitting: {
          groups: [
            { name: "icons", test: /node_modules\/lucide-react/, minShareCount: 2 },
            {
              name: "parts",
              test: /dashboard\/src\/(format|api|agreements\/status|session\/use-|shell\/(page|use-)|ui\/(?!choice|popover|segments|secret|code|facts|toggle))/,
              minShareCount: 2,
            },
          ],
        },
      },
    },
  },
  server: { proxy: { "/api": service, "/readyz": service, "/healthz": service } },
});
