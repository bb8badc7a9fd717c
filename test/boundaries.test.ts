// Holds the arrows of ARCHITECTURE.md: who may import whom, between packages and inside the service.
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, test } from "vitest";

const ROOT = resolve(import.meta.dirname, "..");

/** Production imports between our packages; everything that is not listed is forbidden. */
const ALLOWED: Record<string, readonly string[]> = {
  digisigner: [],
  pdf: [],
  contract: [],
  sandbox: ["digisigner/wire", "pdf"],
  service: ["digisigner", "digisigner/wire", "pdf", "contract", "contract/tunnel"],
  dashboard: ["contract"],
  cli: ["contract", "contract/tunnel", "digisigner", "pdf", "sandbox"],
};

/** Extra arrows for tests and for the one launcher that starts the sandbox beside the service. */
const mayAlsoImport = (file: string): readonly string[] => {
  if (file.startsWith("packages/service/src/launcher/")) return ["sandbox"];
  if (!/\.test\.ts$|\/testing\/|\/bench\//.test(file)) return [];
  if (file.startsWith("packages/service/")) return ["sandbox"];
  if (file.startsWith("packages/sandbox/")) return ["digisigner"];
  return [];
};

/** Inside the service, lowest first: a folder may import itself and what stands before it. */
const SERVICE_LAYERS = [
  ["errors.ts", "clock", "log", "config"],
  ["db", "blobs", "provider", "identity"],
  ["queue"],
  ["domain"],
  ["http", "jobs"],
  ["app.ts", "index.ts"],
  ["launcher", "main.ts", "testing"],
] as const;

const sources = globSync("packages/*/{src,bench}/**/*.{ts,tsx}", { cwd: ROOT, exclude: ["**/dist/**"] });

const importsOf = (file: string): string[] => {
  const text = readFileSync(join(ROOT, file), "utf8");
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s[^;"']*?from\s*["']([^"']+)["']|(?:^|\n)\s*import\s*["']([^"']+)["']|import\(\s*["']([^"']+)["']\s*\)/g,
  );
  return [...found].map((match) => match[1] ?? match[2] ?? match[3] ?? "");
};

const packageOf = (file: string): string => file.split("/")[1] ?? "";

test("the scan sees the packages and their imports", () => {
  expect(new Set(sources.map(packageOf))).toEqual(new Set(Object.keys(ALLOWED)));
  expect(
    sources.flatMap(importsOf).filter((name) => name.startsWith("@creditnexus/")).length,
  ).toBeGreaterThan(20);
});

test("packages import only the packages that the architecture allows", () => {
  const faults: string[] = [];
  for (const file of sources) {
    const allowed = [...(ALLOWED[packageOf(file)] ?? []), ...mayAlsoImport(file)];
    for (const name of importsOf(file)) {
      if (!name.startsWith("@creditnexus/")) continue;
      const target = name.slice("@creditnexus/".length);
      if (!allowed.includes(target)) faults.push(`${file} imports ${name}`);
    }
  }
  expect(faults).toEqual([]);
});

test("what browsers load of the contract reads no files", () => {
  const inContract = sources.filter((file) => packageOf(file) === "contract" && !file.endsWith(".test.ts"));
  const faults = inContract.filter((file) =>
    importsOf(file).some((name) =>
      file === "packages/contract/src/tunnel.ts" ? name.startsWith(".") : /^node:|\/tunnel\.ts$/.test(name),
    ),
  );
  expect(faults).toEqual([]);
});

test("no relative import leaves its package", () => {
  const faults: string[] = [];
  for (const file of sources) {
    for (const name of importsOf(file)) {
      if (!name.startsWith(".")) continue;
      const target = relative(ROOT, resolve(ROOT, dirname(file), name));
      if (!target.startsWith(`packages/${packageOf(file)}/`)) faults.push(`${file} imports ${name}`);
    }
  }
  expect(faults).toEqual([]);
});

test("every import of a library is declared by the package that uses it", () => {
  const faults: string[] = [];
  const rootDevelopment = Object.keys(manifest("package.json").devDependencies ?? {});
  for (const file of sources) {
    const own = manifest(`packages/${packageOf(file)}/package.json`);
    const declared = new Set([
      ...Object.keys({
        ...own.dependencies,
        ...own.devDependencies,
        ...own.optionalDependencies,
        ...own.peerDependencies,
      }),
      ...(/\.test\.tsx?$|\/testing\/|\/properties\/|\/bench\//.test(file) ? rootDevelopment : []),
      String(own.name),
    ]);
    for (const name of importsOf(file)) {
      if (name.startsWith(".") || name.startsWith("node:") || name.startsWith("/") || name === "") continue;
      const library = name
        .split("/")
        .slice(0, name.startsWith("@") ? 2 : 1)
        .join("/");
      if (!declared.has(library)) faults.push(`${file} imports ${library}`);
    }
  }
  expect(faults).toEqual([]);
});

test("inside the service, arrows point down", () => {
  const rank = (file: string): number => {
    const first = file.slice("packages/service/src/".length).split("/")[0] ?? "";
    return SERVICE_LAYERS.findIndex((layer) => layer.some((name) => name === first));
  };
  const faults: string[] = [];
  for (const file of sources) {
    if (!file.startsWith("packages/service/src/") || file.endsWith(".test.ts")) continue;
    if (rank(file) === -1) faults.push(`${file} lies in no layer`);
    for (const name of importsOf(file)) {
      if (!name.startsWith(".")) continue;
      const target = relative(ROOT, resolve(ROOT, dirname(file), name));
      if (rank(target) > rank(file)) faults.push(`${file} imports ${target}`);
    }
  }
  expect(faults).toEqual([]);
});

test("acceptance tests know the product only from outside, browser tests also through a package's public face", () => {
  const faults = globSync("test/{acceptance,browser}/**/*.ts", { cwd: ROOT }).flatMap((file) =>
    importsOf(file)
      .filter((name) => name.startsWith("@creditnexus/") || name.includes("packages/"))
      .filter((name) => file.startsWith("test/acceptance/") || !/packages\/\w+\/src\/index\.ts$/.test(name))
      .map((name) => `${file} imports ${name}`),
  );
  expect(faults).toEqual([]);
});

test("relative imports name files that exist, with their ending", () => {
  const faults: string[] = [];
  for (const file of sources) {
    for (const name of importsOf(file)) {
      if (!name.startsWith(".")) continue;
      const path = resolve(ROOT, dirname(file), name.replace(/\?.*$/, ""));
      if (!existsSync(path)) faults.push(`${file} imports ${name}`);
    }
  }
  expect(faults).toEqual([]);
});

interface Manifest {
  name?: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}
function manifest(path: string): Manifest {
  return JSON.parse(readFileSync(join(ROOT, path), "utf8")) as Manifest;
}
