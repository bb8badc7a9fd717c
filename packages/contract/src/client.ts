// The typed client of the HTTP API; runs wherever fetch runs.
import type { z } from "zod";
import { ApiError } from "./api-error.ts";
import type { AuditQuery } from "./audit.ts";
import type { CallbackListQuery } from "./callbacks.ts";
import type { FiguresQuery } from "./figures.ts";
import type { PreviewMail } from "./mails.ts";
import type { Metadata } from "./primitives.ts";
import { type Route, type Routes, routes } from "./routes.ts";
import type {
  CreateSignature,
  RequestSignatures,
  SignatureExportQuery,
  SignatureListQuery,
} from "./signatures.ts";

export interface ClientOptions {
  /** Origin of the service, such as `http://127.0.0.1:8000`; empty in the dashboard, which has the same origin. */
  baseUrl?: string;
  /** An API key. The dashboard has none and uses its session cookie. */
  apiKey?: string;
  /** Sent as `X-CSRF-Token` on changing calls when a session cookie is used. */
  csrfToken?: () => string | undefined;
  fetch?: typeof fetch;
}

interface CallInput {
  params?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: unknown;
  form?: FormData;
  idempotencyKey?: string | undefined;
  signal?: AbortSignal | undefined;
}

type Answer<R extends Route> = R["response"] extends z.ZodType<infer T> ? T : Response;

const fillPath = (path: string, params: Record<string, string>): string =>
  path.replaceAll(/\{(\w+)\}/g, (_match, name: string) => encodeURIComponent(params[name] ?? ""));

const queryString = (query: Record<string, unknown>): string => {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== "") search.append(name, String(one));
    }
  }
  const text = search.toString();
  return text === "" ? "" : `?${text}`;
};

/**
 * Makes a client of the CreditNexus Signatures API.
 *
 * @example
 * const desk = createClient({ baseUrl: "http://127.0.0.1:8000", apiKey: process.env.CREDITNEXUS_API_KEY });
 * const document = await desk.documents.upload(pdf, { fileName: "agreement.pdf" });
 * const signature = await desk.signatures.request(document.document_id, { signers: ["jane@lender.example"] });
 *
 * Every method throws {@link ApiError} on a non-2xx answer and on a connection that failed.
 */
export const createClient = (options: ClientOptions = {}) => {
  const baseUrl = (options.baseUrl ?? "").replace(/\/+$/, "");
  const send = options.fetch ?? fetch;

  const call = async <R extends Route>(route: R, input: CallInput = {}): Promise<Answer<R>> => {
    const url = baseUrl + fillPath(route.path, input.params ?? {}) + queryString(input.query ?? {});
    const headers = new Headers({ accept: typeof route.response === "string" ? "*/*" : "application/json" });
    if (options.apiKey !== undefined) headers.set("authorization", `Bearer ${options.apiKey}`);
    const csrf = route.method === "GET" ? undefined : options.csrfToken?.();
    if (csrf !== undefined) headers.set("x-csrf-token", csrf);
    if (input.idempotencyKey !== undefined) headers.set("idempotency-key", input.idempotencyKey);
    const init: RequestInit = { method: route.method, headers };
    if (input.signal !== undefined) init.signal = input.signal;
    if (input.form !== undefined) init.body = input.form;
    if (input.body !== undefined) {
      headers.set("content-type", "application/json");
      init.body = JSON.stringify(input.body);
    }
    const response = await send(url, init).catch((cause: unknown) => {
      throw ApiError.fromConnection(route.method, url, cause);
    });
    if (!response.ok) throw await ApiError.fromResponse(route.method, url, response);
    if (typeof route.response === "string") return response as Answer<R>;
    if (response.status === 204) return undefined as Answer<R>;
    return (await response.json()) as Answer<R>;
  };

  type Result<K extends keyof Routes> = Promise<Answer<Routes[K]>>;
  type Signal = { signal?: AbortSignal };
  type Idempotent = Signal & { idempotencyKey?: string };

  return {
    documents: {
      /** Stores a PDF; `file` is a Blob or its bytes. */
      upload: (
        file: Blob | Uint8Array<ArrayBuffer>,
        input: { fileName: string; title?: string; metadata?: z.infer<typeof Metadata> } & Idempotent,
      ): Result<"createDocument"> => {
        const form = new FormData();
        if (input.title !== undefined) form.set("title", input.title);
        if (input.metadata !== undefined) form.set("metadata", JSON.stringify(input.metadata));
        const blob = file instanceof Blob ? file : new Blob([file], { type: "application/pdf" });
        form.set("file", blob, input.fileName);
        return call(routes.createDocument, {
          form,
          idempotencyKey: input.idempotencyKey,
          signal: input.signal,
        });
      },
      list: (query: z.input<Routes["listDocuments"]["query"]> = {}): Result<"listDocuments"> =>
        call(routes.listDocuments, { query }),
      get: (document_id: string): Result<"getDocument"> =>
        call(routes.getDocument, { params: { document_id } }),
      content: (document_id: string): Result<"getDocumentContent"> =>
        call(routes.getDocumentContent, { params: { document_id } }),
    },
    signatures: {
      /** Requests signatures on one document. */
      request: (
        document_id: string,
        body: RequestSignatures,
        input: Idempotent = {},
      ): Result<"requestSignatures"> =>
        call(routes.requestSignatures, { params: { document_id }, body, ...input }),
      /** Requests signatures on one or several documents, with signers and fields per document. */
      create: (body: CreateSignature, input: Idempotent = {}): Result<"createSignature"> =>
        call(routes.createSignature, { body, ...input }),
      list: (query: SignatureListQuery = {}, input: Signal = {}): Result<"listSignatures"> =>
        call(routes.listSignatures, { query, ...input }),
      /** All that the filters find, as CSV. */
      export: (query: SignatureExportQuery = {}): Result<"exportSignatures"> =>
        call(routes.exportSignatures, { query }),
      listOfDocument: (document_id: string): Result<"listDocumentSignatures"> =>
        call(routes.listDocumentSignatures, { params: { document_id } }),
      get: (signature_id: string, input: Signal = {}): Result<"getSignature"> =>
        call(routes.getSignature, { params: { signature_id }, ...input }),
      timeline: (signature_id: string): Result<"getSignatureEvents"> =>
        call(routes.getSignatureEvents, { params: { signature_id } }),
      links: (signature_id: string): Result<"getSignatureLinks"> =>
        call(routes.getSignatureLinks, { params: { signature_id } }),
      /** The signed PDF (a zip when there are several documents and none is named). */
      download: (signature_id: string, query: { document_id?: string } = {}): Result<"downloadSignature"> =>
        call(routes.downloadSignature, { params: { signature_id }, query }),
      /** A signed PDF that did not pass verification, for whoever has to judge it. */
      downloadSuspect: (signature_id: string, document_id: string): Result<"downloadSuspectDocument"> =>
        call(routes.downloadSuspectDocument, { params: { signature_id, document_id } }),
      /** Takes it for good: `sha256` is that of the file that was looked at. */
      acceptSuspect: (
        signature_id: string,
        document_id: string,
        body: z.input<Routes["acceptSuspectDocument"]["body"]>,
      ): Result<"acceptSuspectDocument"> =>
        call(routes.acceptSuspectDocument, { params: { signature_id, document_id }, body }),
      /** A zip with everything that proves the agreement, in whatever state it is. */
      evidence: (signature_id: string): Result<"getEvidence"> =>
        call(routes.getEvidence, { params: { signature_id } }),
      sync: (signature_id: string): Result<"syncSignature"> =>
        call(routes.syncSignature, { params: { signature_id } }),
      remind: (
        signature_id: string,
        body: z.input<Routes["remindSignature"]["body"]> = {},
      ): Result<"remindSignature"> => call(routes.remindSignature, { params: { signature_id }, body }),
      decline: (
        signature_id: string,
        body: z.input<Routes["declineSignature"]["body"]>,
      ): Result<"declineSignature"> => call(routes.declineSignature, { params: { signature_id }, body }),
      resend: (
        signature_id: string,
        body: z.input<Routes["resendSignature"]["body"]>,
        input: Idempotent = {},
      ): Result<"resendSignature"> =>
        call(routes.resendSignature, { params: { signature_id }, body, ...input }),
      cancel: (
        signature_id: string,
        body: z.input<Routes["cancelSignature"]["body"]> = {},
      ): Result<"cancelSignature"> => call(routes.cancelSignature, { params: { signature_id }, body }),
    },
    drafts: {
      create: (body: z.input<Routes["createDraft"]["body"]>, input: Idempotent = {}): Result<"createDraft"> =>
        call(routes.createDraft, { body, ...input }),
      list: (query: z.input<Routes["listDrafts"]["query"]> = {}, input: Signal = {}): Result<"listDrafts"> =>
        call(routes.listDrafts, { query, ...input }),
      get: (draft_id: string, input: Signal = {}): Result<"getDraft"> =>
        call(routes.getDraft, { params: { draft_id }, ...input }),
      /** `version` is the one it was made from; `changed_meanwhile` when there is a later one. */
      save: (draft_id: string, body: z.input<Routes["saveDraft"]["body"]>): Result<"saveDraft"> =>
        call(routes.saveDraft, { params: { draft_id }, body }),
      delete: (draft_id: string): Result<"deleteDraft"> => call(routes.deleteDraft, { params: { draft_id } }),
    },
    presets: {
      create: (
        body: z.input<Routes["createPreset"]["body"]>,
        input: Idempotent = {},
      ): Result<"createPreset"> => call(routes.createPreset, { body, ...input }),
      list: (input: Signal = {}): Result<"listPresets"> => call(routes.listPresets, input),
      save: (preset_id: string, body: z.input<Routes["savePreset"]["body"]>): Result<"savePreset"> =>
        call(routes.savePreset, { params: { preset_id }, body }),
      delete: (preset_id: string): Result<"deletePreset"> =>
        call(routes.deletePreset, { params: { preset_id } }),
    },
    mails: {
      /** One of the desk's own mails as it would go out now, about a signature or a draft. */
      preview: (body: PreviewMail, input: Signal = {}): Result<"previewMail"> =>
        call(routes.previewMail, { body, ...input }),
    },
    webhookEndpoints: {
      /** The answer holds the signing secret; it is not shown again. */
      create: (
        body: z.input<Routes["createWebhookEndpoint"]["body"]>,
        input: Idempotent = {},
      ): Result<"createWebhookEndpoint"> => call(routes.createWebhookEndpoint, { body, ...input }),
      list: (): Result<"listWebhookEndpoints"> => call(routes.listWebhookEndpoints),
      get: (endpoint_id: string): Result<"getWebhookEndpoint"> =>
        call(routes.getWebhookEndpoint, { params: { endpoint_id } }),
      update: (
        endpoint_id: string,
        body: z.input<Routes["updateWebhookEndpoint"]["body"]>,
      ): Result<"updateWebhookEndpoint"> =>
        call(routes.updateWebhookEndpoint, { params: { endpoint_id }, body }),
      delete: (endpoint_id: string): Result<"deleteWebhookEndpoint"> =>
        call(routes.deleteWebhookEndpoint, { params: { endpoint_id } }),
      /** The answer holds the new secret; the one before signs beside it for 24 hours. */
      rotateSecret: (endpoint_id: string): Result<"rotateWebhookSecret"> =>
        call(routes.rotateWebhookSecret, { params: { endpoint_id } }),
      ping: (endpoint_id: string): Result<"pingWebhookEndpoint"> =>
        call(routes.pingWebhookEndpoint, { params: { endpoint_id } }),
      enable: (endpoint_id: string): Result<"enableWebhookEndpoint"> =>
        call(routes.enableWebhookEndpoint, { params: { endpoint_id } }),
      disable: (
        endpoint_id: string,
        body: z.input<Routes["disableWebhookEndpoint"]["body"]> = {},
      ): Result<"disableWebhookEndpoint"> =>
        call(routes.disableWebhookEndpoint, { params: { endpoint_id }, body }),
      deliveries: (
        endpoint_id: string,
        query: z.input<Routes["listEndpointDeliveries"]["query"]> = {},
      ): Result<"listEndpointDeliveries"> =>
        call(routes.listEndpointDeliveries, { params: { endpoint_id }, query }),
      /** Every event since `since` goes out once more. */
      replay: (
        endpoint_id: string,
        body: z.input<Routes["replayDeliveries"]["body"]>,
      ): Result<"replayDeliveries"> => call(routes.replayDeliveries, { params: { endpoint_id }, body }),
    },
    deliveries: {
      list: (query: z.input<Routes["listDeliveries"]["query"]> = {}): Result<"listDeliveries"> =>
        call(routes.listDeliveries, { query }),
      get: (delivery_id: string): Result<"getDelivery"> =>
        call(routes.getDelivery, { params: { delivery_id } }),
      redeliver: (delivery_id: string): Result<"redeliver"> =>
        call(routes.redeliver, { params: { delivery_id } }),
    },
    deadLetters: {
      list: (): Result<"listDeadLetters"> => call(routes.listDeadLetters),
      retry: (job_ids?: string[]): Result<"retryDeadLetters"> =>
        call(routes.retryDeadLetters, { body: job_ids === undefined ? {} : { job_ids } }),
    },
    callbacks: {
      list: (query: z.input<typeof CallbackListQuery> = {}): Result<"listCallbacks"> =>
        call(routes.listCallbacks, { query }),
      get: (callback_id: string): Result<"getCallback"> =>
        call(routes.getCallback, { params: { callback_id } }),
      /** Processes again whatever matches all conditions. */
      replayMatching: (body: z.input<Routes["replayCallbacks"]["body"]>): Result<"replayCallbacks"> =>
        call(routes.replayCallbacks, { body }),
      replay: (callback_id: string): Result<"replayCallback"> =>
        call(routes.replayCallback, { params: { callback_id } }),
    },
    keys: {
      create: (body: z.input<Routes["createKey"]["body"]>, input: Idempotent = {}): Result<"createKey"> =>
        call(routes.createKey, { body, ...input }),
      list: (): Result<"listKeys"> => call(routes.listKeys),
      revoke: (key_id: string): Result<"revokeKey"> => call(routes.revokeKey, { params: { key_id } }),
    },
    session: {
      signIn: (key: string): Result<"signIn"> => call(routes.signIn, { body: { key } }),
      get: (): Result<"getSession"> => call(routes.getSession),
      signOut: (): Result<"signOut"> => call(routes.signOut),
      /** Which ways to sign in there are; the one by the organisation is a page to go to, no call. */
      methods: (): Result<"getSignInMethods"> => call(routes.getSignInMethods),
    },
    people: {
      list: (query: z.input<Routes["listPeople"]["query"]> = {}): Result<"listPeople"> =>
        call(routes.listPeople, { query }),
      endSessions: (person_id: string): Result<"endPersonSessions"> =>
        call(routes.endPersonSessions, { params: { person_id } }),
    },
    audit: {
      list: (query: AuditQuery = {}): Result<"listAudit"> => call(routes.listAudit, { query }),
    },
    figures: (query: FiguresQuery = {}, input: Signal = {}): Result<"getFigures"> =>
      call(routes.getFigures, { query, ...input }),
    /** What needs a person now. */
    attention: (
      query: z.input<Routes["getAttention"]["query"]> = {},
      input: Signal = {},
    ): Result<"getAttention"> => call(routes.getAttention, { query, ...input }),
    /** What the service finds when it looks at itself. */
    checks: (input: Signal = {}): Result<"getChecks"> => call(routes.getChecks, input),
    setup: {
      get: (): Result<"getSetup"> => call(routes.getSetup),
      checkAccount: (body: z.input<Routes["checkAccount"]["body"]> = {}): Result<"checkAccount"> =>
        call(routes.checkAccount, { body }),
    },
    /** The public key that evidence is signed with. */
    evidenceKey: (): Result<"getEvidenceKey"> => call(routes.getEvidenceKey),
    health: (): Result<"getHealth"> => call(routes.getHealth),
    readiness: (): Result<"getReadiness"> => call(routes.getReadiness),
  };
};

export type Client = ReturnType<typeof createClient>;
