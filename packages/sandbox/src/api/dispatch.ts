// Finds the route of a call under any prefix before `/v1`, authenticates it and lets armed faults disturb it.
import type { Deps } from "../deps.ts";
import { SandboxError } from "../errors.ts";
import { authenticate } from "./authenticate.ts";
import { disturb } from "./disturb.ts";
import type { ApiRoute } from "./route.ts";
import { API_ROUTES } from "./routes.ts";

/** True for paths that belong to the API rather than to pages. */
export function isApiPath(path: string): boolean {
  return /\/v1(\/|$)/.test(path);
}

/** @throws SandboxError for everything that is no success; 404 and 405 come before 401. */
export async function dispatchApi(deps: Deps, request: Request): Promise<Response> {
  const path = new URL(request.url).pathname;
  const { route, parameters } = findRoute(request.method, belowVersion(path));
  const account = authenticate(deps, request);
  return disturb(deps, route.endpoint, request, () => route.handle({ deps, account, request, parameters }));
}

// The prefix may contain anything, even another "/v1"; the one in front of a known resource counts.
function belowVersion(path: string): string {
  const known = /^.*?\/v1(\/(?:documents|signature_requests)(?:\/.*)?)$/s.exec(path)?.[1];
  return known ?? path.replace(/^.*?\/v1(?=\/|$)/s, "");
}

function findRoute(method: string, path: string): { route: ApiRoute; parameters: Record<string, string> } {
  const matches = API_ROUTES.flatMap((route) => {
    const parameters = match(route.path, path);
    return parameters ? [{ route, parameters }] : [];
  });
  const found = matches.find(({ route }) => route.method === method);
  if (found) return found;
  if (matches.length === 0) {
    throw new SandboxError(404, `There is no resource at "/v1${path.slice(0, 200)}".`);
  }
  const allow = matches.map(({ route }) => route.method).join(", ");
  throw new SandboxError(405, `Use ${allow} here.`, { headers: { allow } });
}

function match(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split("/");
  const given = path.replace(/\/+$/, "").split("/");
  if (wanted.length !== given.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? "";
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name === undefined && part !== value) return undefined;
    if (name === undefined) continue;
    if (value === "") return undefined;
    parameters[name] = decode(value);
  }
  return parameters;
}

// Some official clients do not encode ids at all, so a stray percent sign stands for itself.
function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
