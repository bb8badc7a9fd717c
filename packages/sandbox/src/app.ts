// Puts API, signing, control and pages behind one fetch function, and turns every error into JSON.
import { Hono } from "hono";
import { dispatchApi, isApiPath } from "./api/dispatch.ts";
import { type ControlGuard, guardControl } from "./control/guard.ts";
import { controlRoutes } from "./control/routes.ts";
import type { Deps } from "./deps.ts";
import { SandboxError } from "./errors.ts";
import { createPageDeps } from "./page-deps.ts";
import { mailBodies, pages } from "./pages/index.ts";
import { signingRoutes } from "./signing/routes.ts";
import { errorResponse } from "./wire/json.ts";

/** What the socket knows about a call and a `fetch` without one does not. */
interface CallOrigin {
  remoteAddress?: string;
}

export type Handler = (request: Request, origin?: CallOrigin) => Promise<Response>;

export function createHandler(
  deps: Deps,
  options: { guard: ControlGuard; pathPrefix: string; reset: () => Promise<void> },
): Handler {
  const web = new Hono();
  web.route("/", signingRoutes(deps));
  const pageDeps = createPageDeps(deps, options.reset);
  web.route("/", pages(pageDeps));
  web.notFound((c) => {
    throw new SandboxError(404, `There is nothing at ${c.req.method} "${c.req.path.slice(0, 200)}".`);
  });
  const control = new Hono();
  control.route("/_sandbox", controlRoutes(deps, options.reset));
  control.route("/", mailBodies(pageDeps));
  control.notFound(() => {
    throw new SandboxError(404, "There is no such mail.");
  });
  for (const app of [web, control]) {
    app.onError((error) => {
      throw error;
    });
  }

  async function route(request: Request, origin: CallOrigin): Promise<Response> {
    const { pathname } = new URL(request.url);
    // Mails hold signing links, so their bodies are as private as the control API.
    if (pathname === "/_sandbox" || pathname.startsWith("/_sandbox/") || /^\/mailbox\/./.test(pathname)) {
      guardControl(options.guard, request, origin.remoteAddress);
      return control.fetch(request);
    }
    if (!pathname.startsWith("/online/api/invitations/") && isApiPath(pathname)) {
      return dispatchApi(deps, request);
    }
    return web.fetch(request);
  }

  return async (request, origin = {}) => {
    try {
      return await route(withoutPrefix(request, options.pathPrefix), origin);
    } catch (error) {
      if (!(error instanceof SandboxError)) {
        const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
        deps.log("a call failed unexpectedly", { method: request.method, error: detail });
      }
      return errorResponse(error);
    }
  };
}

function withoutPrefix(request: Request, prefix: string): Request {
  const url = new URL(request.url);
  if (prefix === "" || !url.pathname.startsWith(`${prefix}/`)) return request;
  url.pathname = url.pathname.slice(prefix.length);
  return new Request(url, request);
}
