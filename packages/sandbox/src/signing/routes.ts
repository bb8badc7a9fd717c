// The JSON API behind the signing page, under `/online/api/invitations`. The link is the credential.
import { Hono } from "hono";
import { recordAudit } from "../audit/record.ts";
import { MAX_JSON_BYTES } from "../choices.ts";
import { getContent } from "../contents/store.ts";
import type { Deps } from "../deps.ts";
import { SandboxError } from "../errors.ts";
import { enterAccessCode, grantCookieName, mayOpen } from "../invitations/access-code.ts";
import { readJsonObject, readMultipart } from "../wire/body.ts";
import { bytesResponse, jsonResponse } from "../wire/json.ts";
import { addAttachment, removeAttachment } from "./attachments.ts";
import { buildSession } from "./build-session.ts";
import { readSubmission } from "./read-submission.ts";
import { signInvitation } from "./sign-invitation.ts";
import { type InvitationView, viewInvitation } from "./view.ts";

const BASE = "/online/api/invitations/:invitation_id";

export function signingRoutes(deps: Deps): Hono {
  const app = new Hono();

  /** @throws SandboxError 403 until the access code was given in this browser. */
  function open(invitationId: string, request: Request): InvitationView {
    const view = viewInvitation(deps, invitationId);
    if (!mayOpen(deps, view.invitation, request.headers.get("cookie") ?? undefined)) {
      throw new SandboxError(403, "This invitation asks for an access code first.");
    }
    return view;
  }

  app.get(BASE, (c) => {
    const session = buildSession(deps, c.req.param("invitation_id"), c.req.header("cookie"));
    return jsonResponse(session, 200, { "cache-control": "no-store" });
  });

  app.post(`${BASE}/access_code`, async (c) => {
    const { invitation } = viewInvitation(deps, c.req.param("invitation_id"));
    const body = await readJsonObject(c.req.raw, MAX_JSON_BYTES);
    if (typeof body.access_code !== "string" || body.access_code === "") {
      throw new SandboxError(422, "access_code is required.");
    }
    if (invitation.accessCodeHash === undefined) return jsonResponse({});
    const token = enterAccessCode(deps, invitation, body.access_code.slice(0, 1000));
    const url = new URL(deps.publicUrl());
    // An embedded page on https lives in a frame of another site; without https that cannot be allowed.
    const site = url.protocol === "https:" ? "SameSite=None; Secure" : "SameSite=Lax";
    const path = `${url.pathname.replace(/\/$/, "")}/online`;
    const cookie = `${grantCookieName(invitation.invitationId)}=${token}; Path=${path}; HttpOnly; ${site}`;
    return jsonResponse({}, 200, { "set-cookie": cookie });
  });

  app.get(`${BASE}/documents/:document_id/content`, (c) => {
    const { documents, request, invitation } = open(c.req.param("invitation_id"), c.req.raw);
    const documentId = c.req.param("document_id");
    const found = documents.find(({ entry }) => entry.documentId === documentId && !entry.deleted);
    if (!found) {
      throw new SandboxError(404, `Document "${documentId.slice(0, 100)}" is not part of this invitation.`);
    }
    const { requestId } = request;
    const { email } = invitation;
    recordAudit(deps.db, deps.clock.now(), { action: "document_opened", requestId, documentId, email });
    const bytes = getContent(deps.db, found.entry.content);
    return bytesResponse(bytes, "application/pdf", { "cache-control": "no-store" });
  });

  app.post(`${BASE}/attachments`, async (c) => {
    const { invitation } = open(c.req.param("invitation_id"), c.req.raw);
    const parts = await readMultipart(c.req.raw, deps.maxUploadBytes);
    const file = parts.find((part) => part.name === "file");
    const fieldId = parts.find((part) => part.name === "field_id");
    if (!file || file.filename === undefined || !fieldId) {
      throw new SandboxError(422, 'An attachment needs the parts "field_id" and "file".');
    }
    const target = new TextDecoder().decode(fieldId.bytes);
    const { filename: name, type, bytes } = file;
    return jsonResponse(addAttachment(deps, invitation.invitationId, target, { name, type, bytes }));
  });

  app.delete(`${BASE}/attachments/:attachment_id`, (c) => {
    const { invitation } = open(c.req.param("invitation_id"), c.req.raw);
    removeAttachment(deps, invitation.invitationId, c.req.param("attachment_id"));
    return jsonResponse({});
  });

  app.post(`${BASE}/sign`, async (c) => {
    const { invitation } = open(c.req.param("invitation_id"), c.req.raw);
    const submission = readSubmission(await readJsonObject(c.req.raw, MAX_JSON_BYTES));
    return jsonResponse(await signInvitation(deps, invitation.invitationId, submission));
  });

  app.all("/online/api/invitations/*", (c) => {
    throw new SandboxError(404, `There is nothing at ${c.req.method} "${c.req.path.slice(0, 200)}".`);
  });
  return app;
}
