// Sends documents for signature: copies templates, makes fields, signers and invitations, invites the first ones.
import { randomUUID } from "node:crypto";
import { type Account, saveAccount } from "../accounts/store.ts";
import { recordAudit } from "../audit/record.ts";
import { putContent } from "../contents/store.ts";
import type { Deps } from "../deps.ts";
import {
  type Document,
  documentLock,
  insertDocument,
  requireDocument,
  setBaseContent,
} from "../documents/store.ts";
import { SandboxError } from "../errors.ts";
import { insertField } from "../fields/store.ts";
import { hashAccessCode } from "../invitations/access-code.ts";
import { refreshInvitations } from "../invitations/refresh.ts";
import { addAccessCode, insertInvitation } from "../invitations/store.ts";
import { runWithAll } from "../keyed-lock.ts";
import { type PreparedDocument, prepareDocument } from "./prepare-document.ts";
import type { SendInput, SendSigner } from "./send-input.ts";
import { insertRequest, insertRequestDocument, insertSigner, type SignatureRequest } from "./store.ts";

/** @throws SandboxError 400 for what cannot be sent, 402 without credits, 404 and 403 for documents. */
export async function sendRequest(deps: Deps, account: Account, input: SendInput): Promise<SignatureRequest> {
  const sources = input.documents.map(({ documentId }) =>
    requireDocument(deps.db, account.accountId, documentId),
  );
  refuseRepeatsInBundle(input);
  requireCredits(deps, account, sources.length);
  // Only what hides tags draws on the documents; content drawn at the same time must not get lost.
  const drawnOn = input.options.hideTextTags ? input.documents.map((document) => document.documentId) : [];
  return runWithAll(deps.locks, drawnOn.map(documentLock), async () => {
    const prepared = await Promise.all(
      input.documents.map((document, index) => {
        const source = requireDocument(deps.db, account.accountId, document.documentId);
        return prepareDocument(deps, source, document, input.options, `documents[${index}]`);
      }),
    );
    const details = prepared.flatMap((document) => document.details);
    if (details.length > 0) throw new SandboxError(400, "The signature request is not valid.", { details });
    return deps.db.transaction(() => store(deps, account, input, prepared));
  });
}

// Values of a bundle come back by document id, which must therefore be unambiguous.
function refuseRepeatsInBundle(input: SendInput): void {
  const ids = input.documents.map((document) => document.documentId);
  if (input.options.bundle && new Set(ids).size < ids.length) {
    throw new SandboxError(400, "A bundle cannot contain the same document twice.");
  }
}

function requireCredits(deps: Deps, account: Account, wanted: number): void {
  const short = account.mode === "PROD" && account.credits !== undefined && account.credits < wanted;
  if (short || deps.faults.take("credits_exhausted")) {
    throw new SandboxError(402, "The account has no API credits left. Buy credits, then send again.");
  }
}

function store(
  deps: Deps,
  account: Account,
  input: SendInput,
  prepared: readonly PreparedDocument[],
): SignatureRequest {
  const { db, clock } = deps;
  const request: SignatureRequest = {
    requestId: randomUUID(),
    accountId: account.accountId,
    options: input.options,
    createdAt: clock.now(),
  };
  insertRequest(db, request);
  const { requestId, accountId } = request;
  const invite = createInviter(deps, request);
  for (const [position, document] of prepared.entries()) {
    // Looked up again: another send or a deletion may have come in between.
    const source = requireDocument(db, account.accountId, document.source.documentId);
    const target = source.kind === "template" ? copyTemplate(deps, source) : source;
    if (document.changed) setBaseContent(db, target.documentId, putContent(db, document.changed));
    storeDocument(deps, request, { position, document, target, invite, account });
  }
  if (account.mode === "PROD" && account.credits !== undefined) {
    saveAccount(db, { ...account, credits: account.credits - prepared.length });
  }
  recordAudit(db, clock.now(), { action: "request_sent", accountId, requestId });
  refreshInvitations(deps, request);
  return request;
}

function storeDocument(
  { db }: Deps,
  { requestId }: SignatureRequest,
  part: {
    position: number;
    document: PreparedDocument;
    target: Document;
    invite: (signer: SendSigner) => string;
    account: Account;
  },
): void {
  const { position, target, account } = part;
  const { input, fields } = part.document;
  const { documentId } = target;
  const fresh = requireDocument(db, account.accountId, documentId);
  insertRequestDocument(db, {
    requestId,
    position,
    documentId,
    title: input.title ?? target.title,
    subject: input.subject ?? account.defaultSubject,
    message: input.message ?? account.defaultMessage,
    content: fresh.baseContent,
  });
  const signerIds = input.signers.map((signer, index) => {
    const signerId = randomUUID();
    const { email, role, order } = signer;
    insertSigner(db, {
      signerId,
      requestId,
      documentPosition: position,
      position: index,
      invitationId: part.invite(signer),
      email,
      ...(role === undefined ? {} : { role }),
      ...(order === undefined ? {} : { order }),
    });
    return signerId;
  });
  for (const { signer, apiId, ...field } of fields) {
    const signerId = signer === undefined ? undefined : signerIds[signer];
    insertField(db, {
      ...field,
      fieldId: randomUUID(),
      documentId,
      requestId,
      documentPosition: position,
      ...(signerId === undefined ? {} : { signerId }),
      apiId: apiId ?? randomUUID(),
      filled: false,
    });
  }
}

function copyTemplate({ db, clock }: Deps, template: Document): Document {
  const copy: Document = {
    ...template,
    documentId: randomUUID(),
    kind: "copy",
    templateId: template.documentId,
    createdAt: clock.now(),
  };
  insertDocument(db, copy);
  return copy;
}

// One invitation per signer and document; in a bundle one per address, case aside.
function createInviter({ db }: Deps, request: SignatureRequest): (signer: SendSigner) => string {
  const known = new Map<string, string>();
  let position = 0;
  return (signer) => {
    const key = signer.email.toLowerCase();
    const existing = request.options.bundle ? known.get(key) : undefined;
    if (existing !== undefined) {
      if (signer.accessCode !== undefined) addAccessCode(db, existing, hashAccessCode(signer.accessCode));
      return existing;
    }
    const invitationId = randomUUID();
    insertInvitation(db, {
      invitationId,
      requestId: request.requestId,
      position,
      email: signer.email,
      state: "waiting",
      wrongCodes: 0,
      ...(signer.accessCode === undefined ? {} : { accessCodeHash: hashAccessCode(signer.accessCode) }),
    });
    known.set(key, invitationId);
    position += 1;
    return invitationId;
  };
}
