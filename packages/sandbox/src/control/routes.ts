// The control API under `/_sandbox`: everything a test or a person needs that DigiSigner itself does not offer.
import { Hono } from "hono";
import { z } from "zod";
import { defaultAccount } from "../accounts/store.ts";
import { listAudit } from "../audit/record.ts";
import { describeCallback, findCallback, listCallbacks } from "../callbacks/store.ts";
import { MAX_JSON_BYTES } from "../choices.ts";
import { countContents } from "../contents/store.ts";
import type { Deps } from "../deps.ts";
import { SandboxError } from "../errors.ts";
import { describeFaults } from "../faults/store.ts";
import { findMail, listMails } from "../mailbox/store.ts";
import { signAsPerson } from "../signing/sign-as-person.ts";
import { createTemplate, readTemplateFields } from "../templates/create-template.ts";
import { readMultipart } from "../wire/body.ts";
import { jsonResponse } from "../wire/json.ts";
import { changeClock, clockChange, readClock } from "./clock.ts";
import { documentItems, invitationItems, requestPage } from "./lists.ts";
import { readOptionalBody } from "./read-body.ts";
import { changeSettings, readSettings, settingsChange } from "./settings.ts";

const signBody = z.strictObject({
  fields: z.record(z.string(), z.union([z.string(), z.boolean()])).optional(),
});
const faultBody = z.strictObject({
  name: z.string(),
  parameters: z.record(z.string(), z.unknown()).optional(),
  times: z.int().min(1).max(1_000_000).optional(),
});

const limitOf = (given = "500"): number => {
  const limit = Number(given);
  if (Number.isInteger(limit) && limit >= 1 && limit <= 500) return limit;
  throw new SandboxError(400, `limit is "${given.slice(0, 50)}"; write a whole number from 1 to 500.`);
};

/** Mounted at `/_sandbox`; the caller has passed the guard. */
export function controlRoutes(deps: Deps, reset: () => Promise<void>): Hono {
  const app = new Hono();

  app.get("/", () =>
    jsonResponse({
      sandbox: true,
      url: deps.publicUrl(),
      api_url: `${deps.publicUrl()}/v1`,
      stored_files: countContents(deps.db),
    }),
  );

  app.get("/invitations", (c) =>
    jsonResponse({ invitations: invitationItems(deps, c.req.query("signature_request_id")) }),
  );
  app.post("/invitations/:invitation_id/sign", async (c) => {
    const { fields } = await readOptionalBody(c.req.raw, signBody);
    return jsonResponse(await signAsPerson(deps, c.req.param("invitation_id"), fields ?? {}));
  });

  app.get("/requests", (c) =>
    jsonResponse(requestPage(deps, limitOf(c.req.query("limit")), c.req.query("before"))),
  );
  app.get("/documents", () => jsonResponse({ documents: documentItems(deps) }));
  app.get("/audit", (c) => jsonResponse({ audit: listAudit(deps.db, c.req.query("signature_request_id")) }));

  app.get("/settings", () => jsonResponse(readSettings(deps.db)));
  app.put("/settings", async (c) =>
    jsonResponse(changeSettings(deps.db, await readOptionalBody(c.req.raw, settingsChange))),
  );

  app.get("/callbacks", (c) =>
    jsonResponse({ callbacks: listCallbacks(deps.db, c.req.query("signature_request_id")) }),
  );
  app.post("/callbacks/:callback_id/redeliver", async (c) => {
    const callbackId = c.req.param("callback_id");
    await deps.deliveries.redeliver(callbackId);
    const callback = findCallback(deps.db, callbackId);
    return jsonResponse(callback ? describeCallback(deps.db, callback) : {});
  });

  app.get("/clock", () => jsonResponse(readClock(deps)));
  app.post("/clock", async (c) =>
    jsonResponse(await changeClock(deps, await readOptionalBody(c.req.raw, clockChange))),
  );

  app.get("/mailbox", () => jsonResponse({ mails: listMails(deps.db) }));
  app.get("/mailbox/:mail_id", (c) => {
    const mail = findMail(deps.db, c.req.param("mail_id"));
    if (!mail) throw new SandboxError(404, "There is no such mail.");
    return jsonResponse(mail);
  });

  app.get("/faults", () => jsonResponse({ faults: deps.faults.list(), catalogue: describeFaults() }));
  app.post("/faults", async (c) => {
    const { name, parameters, times } = await readOptionalBody(c.req.raw, faultBody);
    return jsonResponse(deps.faults.arm(name, parameters ?? {}, times));
  });
  app.delete("/faults", () => {
    for (const fault of deps.faults.list()) deps.faults.remove(fault.id);
    return jsonResponse({});
  });
  app.delete("/faults/:fault_id", (c) => {
    deps.faults.remove(c.req.param("fault_id"));
    return jsonResponse({});
  });

  app.get("/templates", () => jsonResponse({ templates: documentItems(deps, "template") }));
  app.post("/templates", async (c) => jsonResponse(await uploadTemplate(deps, c.req.raw)));

  app.get("/certificate", async () => {
    const pem = await deps.authority.certificate();
    return new Response(pem, { headers: { "content-type": "application/x-pem-file" } });
  });
  app.post("/reset", async () => {
    await reset();
    return jsonResponse({});
  });

  app.all("*", (c) => {
    throw new SandboxError(
      404,
      `The control API has nothing at ${c.req.method} "${c.req.path.slice(0, 200)}".`,
    );
  });
  return app;
}

/** Multipart: `file`, and `fields` as a JSON array of fields with roles. */
async function uploadTemplate(deps: Deps, request: Request): Promise<{ document_id: string }> {
  const parts = await readMultipart(request, deps.maxUploadBytes + MAX_JSON_BYTES);
  const file = parts.find((part) => part.name === "file");
  const fields = parts.find((part) => part.name === "fields");
  if (!file) throw new SandboxError(400, 'A template needs a part named "file".');
  const list: unknown = fields ? parseJson(new TextDecoder().decode(fields.bytes)) : [];
  const name = file.filename ?? "template.pdf";
  const planned = readTemplateFields({ fields: list });
  const template = await createTemplate(deps, defaultAccount(deps.db), { name, bytes: file.bytes }, planned);
  return { document_id: template.documentId };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SandboxError(400, 'The part "fields" must be a JSON array of fields.', { cause });
  }
}
