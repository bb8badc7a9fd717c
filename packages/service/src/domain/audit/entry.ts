// An entry of the audit log: who did what to what, from where.
import type { AuditEntry as Wire } from "@creditnexus/contract";
import type { Actor } from "../actor.ts";

export type AuditSubject = NonNullable<Wire["subject"]>;

export type NewAuditEntry = {
  at: Date;
  action: Wire["action"];
  subject?: AuditSubject | undefined;
  /** Facts in the names of the wire; never a key, a secret, a signing link or an access code. */
  details?: Record<string, unknown>;
};

/** Who acts, as far as the log is concerned: also somebody who could not be recognised. */
export type AuditActor = Pick<Actor, "workspaceId" | "keyId" | "personId" | "name" | "origin"> & {
  kind: Wire["actor"]["kind"];
  role: Wire["actor"]["role"];
};

export type AuditEntry = Required<Pick<NewAuditEntry, "at" | "action" | "details">> & {
  auditId: string;
  actor: Wire["actor"];
  subject: AuditSubject | null;
  sourceAddress: string | null;
  requestId: string | null;
};
