// The signing page at the address that invitations carry.
import { Hono } from "hono";
import type { PageDeps } from "../pages-deps.ts";
import { loadMessages } from "./browser/messages/index.ts";
import { languageOf } from "./language.ts";
import { pageHeaders } from "./security.ts";
import { renderShell } from "./shell.ts";

const PDF_JS = "pdfjs/build/pdf.min.mjs";

/** `GET /online/showDocument?documentId=…&invitationId=…`; 404 with the same page when the link is wrong. */
export function signingPage(deps: PageDeps): Hono {
  const app = new Hono();
  app.get("/online/showDocument", async (context) => {
    const session = await deps.session(context.req.query("invitationId") ?? "", context.req.header("cookie"));
    const language = languageOf(context.req.header("accept-language"));
    const t = await loadMessages(language);
    const embedded = session?.embedded ?? false;
    const html = renderShell({
      language,
      title: session?.title || t.ribbon,
      root: "../",
      app: "signing",
      early: [`messages/${language}`],
      libraries: session?.status === "open" ? [PDF_JS] : [],
      styles: ["styles/base.css", "styles/signing.css", "styles/fields.css"],
      look: embedded ? "signing-app embedded" : "signing-app",
      needsScript: t.needsScript,
      loading: session ? t.loading : "",
      ribbon: { text: t.ribbon, detail: t.ribbonDetail },
    });
    return context.body(html, session ? 200 : 404, {
      ...pageHeaders({ framed: embedded }),
      vary: "Accept-Language",
    });
  });
  return app;
}
