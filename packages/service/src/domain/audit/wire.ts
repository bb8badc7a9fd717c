// Converts entries of the audit log to their form on the wire.
import type { AuditEntry as Wire } from "@creditnexus/contract";
import type { AuditEntry } from "./entry.ts";

export const auditEntryToWire = (entry: AuditEntry): Wire => ({
  audit_id: entry.auditId,
  at: entry.at.toISOString(),
  action: entry.action,
  actor: entry.actor,
  subject: entry.subject,
  details: entry.details,
  source_address: entry.sourceAddress,
  request_id: entry.requestId,
});
