// The pages for developers: the inspector at the root and the mailbox. Their data comes from the control API.
import { Hono } from "hono";
import type { PageDeps } from "../pages-deps.ts";
import { mailHeaders, pageHeaders } from "./security.ts";
import { renderShell, type Shell } from "./shell.ts";

const RIBBON = { text: "DigiSigner sandbox", detail: "Nothing signed here is legally binding." };

const INSPECTOR: Shell = {
  language: "en",
  title: "Sandbox inspector",
  root: "./",
  app: "inspector",
  styles: ["styles/base.css", "styles/tools.css", "styles/inspector.css"],
  needsScript: "The inspector needs JavaScript. The same data is at /_sandbox as JSON.",
  ribbon: RIBBON,
};

const MAILBOX: Shell = {
  ...INSPECTOR,
  title: "Sandbox mailbox",
  app: "mailbox",
  styles: ["styles/base.css", "styles/tools.css", "styles/mailbox.css"],
  needsScript: "The mailbox needs JavaScript. The same mails are at /_sandbox/mailbox as JSON.",
};

/** `GET /` and `GET /mailbox`. */
export function toolPages(): Hono {
  const app = new Hono();
  app.get("/", (context) => context.body(renderShell(INSPECTOR), 200, pageHeaders()));
  app.get("/mailbox", (context) => context.body(renderShell(MAILBOX), 200, pageHeaders()));
  return app;
}

/**
 * `GET /mailbox/{mail_id}/html`: the mail's own HTML for the reading pane. Mails hold signing links, so mount
 * this behind the guard of the control API.
 */
export function mailBodies(deps: Pick<PageDeps, "mail">): Hono {
  const app = new Hono();
  app.get("/mailbox/:mail_id/html", (context) => {
    const html = deps.mail(context.req.param("mail_id"))?.html;
    if (html === undefined) return context.notFound();
    // Links leave the frame they are shown in.
    return context.body(
      `<!doctype html><base target="_blank"><style>${MAIL_STYLE}</style>${html}`,
      200,
      mailHeaders(),
    );
  });
  return app;
}

const MAIL_STYLE = "body{margin:20px;font:15px/1.55 system-ui,sans-serif;color:#161b24;background:#fff}";
