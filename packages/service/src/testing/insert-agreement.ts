// Puts an agreement with any past into the database, for tests of what is counted over many.

import type { Schema, SignatureStatusColumn } from "../db/schema.ts";
import { DEFAULT_WORKSPACE_ID } from "../domain/actor.ts";
import { newId } from "../domain/ids.ts";
import type { TestDatabase } from "./test-database.ts";

export type InsertedAgreement = {
  status: SignatureStatusColumn;
  requestedAt: Date;
  sentAt?: Date | null;
  completedAt?: Date;
  expiresAt?: Date;
  updatedAt?: Date;
  title?: string;
  failure?: { code: string; detail: string; retryable: boolean };
  missedCallbacks?: number;
  /** Of its one document. */
  collection?: "waiting" | "collecting" | "verified" | "suspect" | "failed";
  /** Whether its one signer has signed. */
  isSigned?: boolean;
  workspaceId?: string;
};

const DAY_MS = 86_400_000;

/** Answers its id; one signer, one document. */
export const insertAgreement = async (
  { kysely }: Pick<TestDatabase<Schema>, "kysely">,
  agreement: InsertedAgreement,
): Promise<string> => {
  const { requestedAt, workspaceId = DEFAULT_WORKSPACE_ID } = agreement;
  const signature_id = newId("signature", requestedAt);
  const document_id = newId("document", requestedAt);
  const signer_id = newId("signer", requestedAt);
  const key = { workspace_id: workspaceId, signature_id };
  const isVerified = agreement.collection === "verified";
  await kysely.transaction().execute(async (transaction) => {
    await transaction
      .insertInto("signatures")
      .values({
        ...key,
        title: agreement.title ?? "Facility agreement",
        status: agreement.status,
        provider: "sandbox",
        urgency: "standard",
        reminder_days: [7],
        send_emails: true,
        use_text_tags: false,
        hide_text_tags: false,
        bundle: false,
        metadata: "{}",
        requested_by: "test",
        requested_at: requestedAt,
        sent_at: agreement.sentAt === undefined ? requestedAt : agreement.sentAt,
        expires_at: agreement.expiresAt ?? new Date(requestedAt.getTime() + 30 * DAY_MS),
        completed_at: agreement.completedAt ?? null,
        collected_at: isVerified ? (agreement.completedAt ?? requestedAt) : null,
        missed_callbacks: agreement.missedCallbacks ?? 0,
        updated_at: agreement.updatedAt ?? requestedAt,
        ...(agreement.failure === undefined ? {} : { failure: JSON.stringify(agreement.failure) }),
      })
      .execute();
    await transaction
      .insertInto("documents")
      .values({
        workspace_id: workspaceId,
        document_id,
        title: "Deed",
        file_name: "deed.pdf",
        size: 1,
        sha256: "0".repeat(64),
        page_count: 1,
        pages: "[]",
        metadata: "{}",
        created_at: requestedAt,
        created_by: "test",
      })
      .execute();
    await transaction
      .insertInto("signature_documents")
      .values({ ...key, document_id, position: 0, collection_state: agreement.collection ?? "waiting" })
      .execute();
    await transaction
      .insertInto("signers")
      .values({ ...key, signer_id, position: 0, email: "jane@borrower.example" })
      .execute();
    await transaction
      .insertInto("signer_documents")
      .values({ ...key, signer_id, document_id, status: agreement.isSigned ? "signed" : "pending" })
      .execute();
  });
  return signature_id;
};
