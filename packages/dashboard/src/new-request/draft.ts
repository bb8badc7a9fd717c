// A request as it is being written: plain data that can be kept, restored and turned into the API's body.
import {
  type CreateSignature,
  DEFAULT_LANGUAGE,
  type Document,
  type Language,
  URGENCY_PRESETS,
} from "@creditnexus/contract";

export type Urgency = keyof typeof URGENCY_PRESETS;
type SignerBody = Exclude<NonNullable<CreateSignature["signers"]>[number], string>;
export type FieldBody = NonNullable<SignerBody["fields"]>[number];

export interface DraftDocument {
  documentId: string;
  title: string;
  pageCount: number;
  size: number;
}

export const draftDocumentOf = (stored: Document): DraftDocument => ({
  documentId: stored.document_id,
  title: stored.title,
  pageCount: stored.page_count,
  size: stored.size,
});

/** The documents with another one at the end, unless it is there already. */
export const withDocument = (documents: readonly DraftDocument[], added: DraftDocument): DraftDocument[] =>
  documents.some(({ documentId }) => documentId === added.documentId)
    ? [...documents]
    : [...documents, added];

export interface DraftSigner {
  /** Identity inside the draft only. */
  key: string;
  name: string;
  email: string;
  role: string;
  /** The legal entity signed for, when it came from a credit agreement; a reminder only, never sent. */
  party: string;
  /** Signs at the same time as the one above. */
  withPrevious: boolean;
  /** Whether one is asked for; kept with the draft, unlike the code itself. */
  asksCode: boolean;
  accessCode: string;
  /** Of the desk's mails to this signer; empty: the request's. */
  language: Language | "";
}

export interface DraftField extends FieldBody {
  key: string;
  documentId: string;
  signerKey: string;
}

export interface Draft {
  /** The idempotency key of its sending; another one as soon as the content is another. */
  sendKey: string;
  documents: DraftDocument[];
  signers: DraftSigner[];
  fields: DraftField[];
  /** One after the other; otherwise all at once. */
  inOrder: boolean;
  /** One invitation for all documents. */
  bundle: boolean;
  title: string;
  subject: string;
  message: string;
  /** Of the desk's own mails. */
  language: Language;
  /** Who answers questions and is told of the completion. */
  senderEmail: string;
  urgency: Urgency;
  expiresInDays: string;
  /** Days before expiry, as typed: `7, 3, 1`; empty means none. */
  reminders: string;
  useTextTags: boolean;
  hideTextTags: boolean;
  /** Kept with the agreement, such as the deal's number. */
  metadata: Record<string, string>;
}

export const newKey = (): string => crypto.randomUUID();

export const emptySigner = (facts: Partial<DraftSigner> = {}): DraftSigner => ({
  key: newKey(),
  name: "",
  email: "",
  role: "",
  party: "",
  withPrevious: false,
  asksCode: false,
  accessCode: "",
  language: "",
  ...facts,
});

export const emptyDraft = (): Draft => ({
  sendKey: newKey(),
  documents: [],
  signers: [emptySigner()],
  fields: [],
  inOrder: true,
  bundle: true,
  title: "",
  subject: "",
  message: "",
  language: DEFAULT_LANGUAGE,
  senderEmail: "",
  urgency: "standard",
  expiresInDays: String(URGENCY_PRESETS.standard.expires_in_days),
  reminders: URGENCY_PRESETS.standard.reminder_days.join(", "),
  useTextTags: false,
  hideTextTags: true,
  metadata: {},
});

export const isBlank = (draft: Draft): boolean =>
  draft.documents.length === 0 &&
  draft.signers.every(({ name, email, role }) => name + email + role === "") &&
  draft.title + draft.subject + draft.message === "";

/** The turn of each signer, from 1; those who sign together share one. */
export const turnsOf = (signers: readonly DraftSigner[]): number[] => {
  let turn = 0;
  return signers.map(({ withPrevious }, index) => {
    if (index === 0 || !withPrevious) turn += 1;
    return turn;
  });
};

/** The list with the item at `from` moved to `to`. */
export const moved = <T>(items: readonly T[], from: number, to: number): T[] => {
  const rest = items.toSpliced(from, 1);
  const item = items[from];
  return item === undefined ? [...items] : rest.toSpliced(to, 0, item);
};

/** The signers after a move or a removal: only those who signed together before still do. */
export const regrouped = (before: readonly DraftSigner[], after: readonly DraftSigner[]): DraftSigner[] => {
  const turns = turnsOf(before);
  const turnOf = new Map(before.map(({ key }, index) => [key, turns[index]]));
  return after.map((signer, index) => {
    const above = turnOf.get(after[index - 1]?.key ?? "");
    return { ...signer, withPrevious: above !== undefined && above === turnOf.get(signer.key) };
  });
};

export const daysOf = (draft: Draft): number => Number(draft.expiresInDays);

/** The days typed, largest first, each once; NaN for what is no number. */
export const reminderDaysOf = ({ reminders }: Draft): number[] =>
  [
    ...new Set(
      reminders
        .split(/[\s,;]+/)
        .filter((word) => word !== "")
        .map(Number),
    ),
  ].sort((a, b) => b - a);

export const titleOf = (draft: Draft): string => draft.title.trim() || draft.documents[0]?.title || "";

const signersOf = (draft: Draft): SignerBody[] => {
  const turns = turnsOf(draft.signers);
  return draft.signers.map((signer, index) => ({
    email: signer.email.trim(),
    ...(signer.name.trim() === "" ? {} : { name: signer.name.trim() }),
    ...(signer.role.trim() === "" ? {} : { role: signer.role.trim() }),
    ...(signer.accessCode === "" ? {} : { access_code: signer.accessCode }),
    ...(signer.language === "" ? {} : { language: signer.language }),
    ...(draft.inOrder && draft.signers.length > 1 ? { order: turns[index] ?? 1 } : {}),
  }));
};

const fieldsOf = (draft: Draft, documentId: string, signerKey: string): FieldBody[] =>
  draft.fields
    .filter((field) => field.documentId === documentId && field.signerKey === signerKey)
    .map(({ key: _key, documentId: _document, signerKey: _signer, ...field }) => field);

/** The body of `POST /api/signatures`. Signers stand per document as soon as a field is placed. */
export const bodyOf = (draft: Draft): CreateSignature => {
  const signers = signersOf(draft);
  const common: Omit<CreateSignature, "documents"> = {
    title: titleOf(draft),
    language: draft.language,
    urgency: draft.urgency,
    expires_in_days: daysOf(draft),
    reminder_days: reminderDaysOf(draft),
    ...(draft.subject.trim() === "" ? {} : { subject: draft.subject.trim() }),
    ...(draft.message.trim() === "" ? {} : { message: draft.message.trim() }),
    ...(draft.senderEmail.trim() === "" ? {} : { sender_email: draft.senderEmail.trim() }),
    ...(draft.documents.length > 1 ? { bundle: draft.bundle } : {}),
    ...(draft.useTextTags ? { use_text_tags: true, hide_text_tags: draft.hideTextTags } : {}),
    ...(Object.keys(draft.metadata).length > 0 ? { metadata: draft.metadata } : {}),
  };
  if (draft.fields.length === 0) {
    return {
      documents: draft.documents.map(({ documentId }) => ({ document_id: documentId })),
      signers,
      ...common,
    };
  }
  const documents = draft.documents.map(({ documentId }) => ({
    document_id: documentId,
    signers: signers.map((signer, index) => {
      const fields = fieldsOf(draft, documentId, draft.signers[index]?.key ?? "");
      return fields.length === 0 ? signer : { ...signer, fields };
    }),
  }));
  return { documents, ...common };
};

/** The body without access codes, which a reload loses and which are then entered once more. */
const contentOf = (draft: Draft): string =>
  JSON.stringify(bodyOf({ ...draft, signers: draft.signers.map(withoutCode) }));

/** The signer as it may be kept: an access code is a secret, that there is one is not. */
export const withoutCode = (signer: DraftSigner): DraftSigner => ({
  ...signer,
  asksCode: signer.asksCode || signer.accessCode !== "",
  accessCode: "",
});

/** The draft with a part changed; another content is another sending. */
export const changed = (draft: Draft, part: Partial<Draft>): Draft => {
  const next = { ...draft, ...part };
  return { ...next, sendKey: contentOf(next) === contentOf(draft) ? draft.sendKey : newKey() };
};
