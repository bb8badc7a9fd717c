// The route of the desk's own mails.
import { previewMail } from "../../domain/mails/preview-mail.ts";
import type { HttpContext } from "../context.ts";
import type { Handlers } from "../handlers.ts";

export const mailRoutes = (context: HttpContext): Pick<Handlers, "previewMail"> => ({
  previewMail: ({ actor, body }) => previewMail(context, actor, body),
});
