// The manifest of a published package: made from the workspace's, pointing at JavaScript and declarations.

/** What the workspace's package.json files use. */
export interface WorkspaceManifest {
  readonly name: string;
  readonly version: string;
  readonly description?: string;
  readonly license: string;
  readonly type: "module";
  readonly sideEffects?: boolean;
  readonly exports?: Readonly<Record<string, string>>;
  readonly bin?: string | Readonly<Record<string, string>>;
  readonly engines?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** Only what those who install need: development dependencies and scripts stay behind. */
export function publishedManifest(manifest: WorkspaceManifest): Record<string, unknown> {
  const { name, version, description, license, type, sideEffects, exports, bin, engines, dependencies } =
    manifest;
  const published = {
    name,
    version,
    description,
    license,
    type,
    sideEffects,
    exports: exports && mapValues(exports, toExport),
    bin: typeof bin === "object" ? mapValues(bin, toBin) : bin && toBin(bin),
    files: ["dist", "bin"],
    engines: engines ?? { node: ">=24" },
    dependencies,
    publishConfig: { access: "public" },
  };
  return Object.fromEntries(Object.entries(published).filter(([, value]) => value !== undefined));
}

function toExport(path: string): unknown {
  if (!path.endsWith(".ts")) return path;
  const stem = toBuilt(path).slice(0, -".js".length);
  return { types: `${stem}.d.ts`, default: `${stem}.js` };
}

function toBin(path: string): string {
  return toBuilt(path.startsWith("./") ? path : `./${path}`);
}

function toBuilt(path: string): string {
  return path.replace(/^\.\/src\/(.*)\.ts$/, "./dist/$1.js");
}

function mapValues<T, R>(record: Readonly<Record<string, T>>, convert: (value: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, convert(value)]));
}
