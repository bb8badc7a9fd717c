// Which timeline entries are told to other systems, as which event, and with which of their facts.
import type { WebhookEvent, WebhookEventType } from "@creditnexus/contract";
import type { About } from "./about-signature.ts";

type SignatureEventType = Extract<WebhookEventType, `signature_request.${string}`>;

/** What is needed of an entry of the timeline. */
export type ToldEntry = {
  entryId: string;
  sequence: number;
  kind: string;
  at: Date;
  data: Record<string, unknown>;
};

type Common = "sequence" | keyof About["data"];
type Own<Type extends SignatureEventType> = Omit<WebhookEvent<Type>["data"], Common>;
type Build = (entry: ToldEntry, about: About) => WebhookEvent;

/** Facts are named one by one, so that nothing gets out that an entry may carry one day. */
const of =
  <Type extends SignatureEventType>(
    type: Type,
    own: (data: Record<string, unknown>, entry: ToldEntry, about: About) => Own<Type>,
  ): Build =>
  (entry, about) => {
    const data = { ...about.data, sequence: entry.sequence, ...own(entry.data, entry, about) };
    // The parts are checked above; that together they are the event of this type, the compiler cannot see.
    return { type, timestamp: entry.at.toISOString(), data } as unknown as WebhookEvent;
  };

const textOrNull = (value: unknown): string | null => (typeof value === "string" ? value : null);

/** Kind of a timeline entry → the event it becomes; what is not listed stays inside. */
const BY_KIND: Readonly<Record<string, Build>> = {
  sent: of("signature_request.sent", () => ({})),
  signer_signed: of("signature_request.signer_signed", (data) => ({
    signer_id: String(data.signer_id),
    email: String(data.email),
    document_id: String(data.document_id),
    signed_at: String(data.signed_at),
  })),
  completed: of("signature_request.completed", (_data, entry, { completedAt }) => ({
    completed_at: (completedAt ?? entry.at).toISOString(),
  })),
  document_collected: of("signature_request.document_collected", (data) => ({
    document_id: String(data.document_id),
    sha256: String(data.sha256),
    size: Number(data.size),
  })),
  document_accepted: of("signature_request.document_collected", (data) => ({
    document_id: String(data.document_id),
    sha256: String(data.sha256),
    size: Number(data.size),
  })),
  declined: of("signature_request.declined", (data) => ({
    reason: textOrNull(data.reason),
    signer_id: textOrNull(data.signer_id),
  })),
  expired: of("signature_request.expired", () => ({})),
  cancelled: of("signature_request.cancelled", (data) => ({ reason: textOrNull(data.reason) })),
  failed: of("signature_request.failed", (data, _entry, { failure }) => ({
    code: String(data.code),
    detail: failure ?? String(data.code),
  })),
  reminded: of("signature_request.reminded", (data) => ({
    signer_id: String(data.signer_id),
    email: String(data.email),
  })),
};

/** Undefined for entries that are not told. */
export const builderOf = (kind: string): Build | undefined =>
  Object.hasOwn(BY_KIND, kind) ? BY_KIND[kind] : undefined;
