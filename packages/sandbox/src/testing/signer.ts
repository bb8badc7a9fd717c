// Acts as the signing page does in tests: reads the session, enters a code, attaches, signs.
import type { Sandbox } from "../options.ts";
import type { SessionField, SigningSession, SubmittedValue } from "../signing/session.ts";

// biome-ignore lint/suspicious/noExplicitAny: tests read answers member by member
type Json = any;

interface Answer {
  status: number;
  body: Json;
  headers: Headers;
}

/** A browser with one invitation open; it keeps its cookie. */
export interface TestSigner {
  session(): Promise<SigningSession>;
  fields(): Promise<SessionField[]>;
  enterCode(code: string): Promise<Answer>;
  attach(fieldId: string, name: string, content: string): Promise<Answer>;
  call(method: string, path: string, body?: object): Promise<Answer>;
  /** Values by `api_id` on the first document. */
  sign(values: Record<string, Omit<SubmittedValue, "field_id">>): Promise<Answer>;
}

export function openInvitation(sandbox: Sandbox, signDocumentUrl: string): TestSigner {
  const invitationId = new URL(signDocumentUrl).searchParams.get("invitationId");
  const base = `${sandbox.url}/online/api/invitations/${invitationId}`;
  let cookie = "";
  const send = async (path: string, init: RequestInit): Promise<Answer> => {
    const response = await sandbox.fetch(`${base}${path}`, { ...init, headers: { cookie } });
    cookie = response.headers.get("set-cookie")?.split(";")[0] ?? cookie;
    const isJson = response.headers.get("content-type") === "application/json";
    const body = isJson ? await response.json() : new Uint8Array(await response.arrayBuffer());
    return { status: response.status, body, headers: response.headers };
  };
  const call: TestSigner["call"] = (method, path, body) =>
    send(path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  const session = async (): Promise<SigningSession> => (await call("GET", "")).body;
  const fields = async (): Promise<SessionField[]> =>
    (await session()).documents.flatMap((item) => item.fields);
  return {
    session,
    fields,
    call,
    enterCode: (code) => call("POST", "/access_code", { access_code: code }),
    attach: (fieldId, name, content) => {
      const form = new FormData();
      form.set("field_id", fieldId);
      form.set("file", new Blob([content], { type: "text/plain" }), name);
      return send("/attachments", { method: "POST", body: form });
    },
    sign: async (values) => {
      const [document] = (await session()).documents;
      const submitted = (document?.fields ?? [])
        .filter((field) => field.mine && values[field.api_id] !== undefined)
        .map((field) => ({ field_id: field.field_id, ...values[field.api_id] }));
      return call("POST", "/sign", {
        documents: [{ document_id: document?.document_id, values: submitted }],
      });
    },
  };
}
