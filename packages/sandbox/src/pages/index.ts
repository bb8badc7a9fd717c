// The human-facing pages of the sandbox as one mountable app.
import { Hono } from "hono";
import type { PageDeps } from "../pages-deps.ts";
import { assets } from "./assets.ts";
import { signingPage } from "./signing-page.ts";
import { toolPages } from "./tool-pages.ts";

export { mailBodies } from "./tool-pages.ts";

/** Signing page, mailbox and inspector with their files; mount at the sandbox's root. */
export function pages(deps: PageDeps): Hono {
  const app = new Hono();
  app.route("/assets", assets());
  app.route("/", signingPage(deps));
  app.route("/", toolPages());
  return app;
}
