// Compiles a package with TypeScript: its own code, and the code it serves to browsers where there is some.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { PACKAGES, type PackageName } from "./packages.ts";

export interface Compilation {
  readonly root: string;
  readonly name: PackageName;
  readonly target: string;
  /** Where the built declarations of another of our packages are. */
  readonly declarationsOf: (name: PackageName) => string;
}

// What these may use besides the language; all others run in Node only.
const WEB_PACKAGES: readonly PackageName[] = ["digisigner"];

/** What only tests and benchmarks import. */
const TEST_FOLDERS = ["testing", "conformance", "properties"];

export async function compile({ root, name, target, declarationsOf }: Compilation): Promise<void> {
  const source = join(root, "packages", name, "src");
  const browser = join(source, "pages", "browser");
  const tests = ["**/*.test.ts", ...TEST_FOLDERS.map((folder) => `**/${folder}/**`)].map((pattern) =>
    join(source, pattern),
  );
  const isWeb = WEB_PACKAGES.includes(name);
  // The web package must not see a single type of Node: that is the proof that it needs none.
  const platform = isWeb ? { lib: ["es2023", "dom", "dom.iterable", "dom.asynciterable"], types: [] } : {};
  await runCompiler(root, {
    extends: join(root, "tsconfig.base.json"),
    compilerOptions: {
      ...output(source, target),
      ...platform,
      target: isWeb ? "es2022" : "es2024",
      paths: builtPackages(declarationsOf),
    },
    include: [join(source, "**/*.ts")],
    exclude: [...tests, browser],
  });
  await nameBuiltFiles(target);
  if (!existsSync(browser)) return;
  await runCompiler(root, {
    extends: join(browser, "tsconfig.json"),
    compilerOptions: { ...output(source, target), declaration: false },
    include: [join(browser, "**/*.ts")],
    exclude: tests,
  });
}

function output(source: string, target: string): Record<string, unknown> {
  return { noEmit: false, declaration: true, rootDir: source, outDir: target, noEmitOnError: true };
}

/** Our own packages as their users see them: their built declarations instead of their sources. */
function builtPackages(declarationsOf: Compilation["declarationsOf"]): Record<string, string[]> {
  const entries = PACKAGES.flatMap((name) => {
    const folder = declarationsOf(name);
    const index = [`@creditnexus/${name}`, [join(folder, "index.d.ts")]];
    return [index, [`@creditnexus/${name}/*`, [join(folder, "*.d.ts")]]];
  });
  return Object.fromEntries(entries);
}

/** The compiler renames imports in code but not in declarations, where only some of its versions find them. */
async function nameBuiltFiles(target: string): Promise<void> {
  for (const entry of await readdir(target, { recursive: true })) {
    if (!entry.endsWith(".d.ts")) continue;
    const file = join(target, entry);
    const text = await readFile(file, "utf8");
    await writeFile(file, text.replace(/((?:from|import\() ?"\.[^"]+)\.ts"/g, '$1.js"'));
  }
}

interface CompilerConfig {
  readonly extends: string;
  readonly compilerOptions: object;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

async function runCompiler(root: string, config: CompilerConfig): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "creditnexus-pack-"));
  try {
    const typeRoots = [join(root, "node_modules/@types")];
    const complete = { ...config, compilerOptions: { typeRoots, ...config.compilerOptions } };
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify(complete));
    await promisify(execFile)(process.execPath, [
      join(root, "node_modules/typescript/bin/tsc"),
      "-p",
      folder,
    ]);
  } catch (cause) {
    const output = cause instanceof Error && "stdout" in cause ? String(cause.stdout) : "";
    throw new Error(`the package does not compile for publishing:\n${output}`, { cause });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
