// Where a call came from, as the audit log keeps it.
import type { FastifyRequest } from "fastify";
import { type Actor, DEFAULT_WORKSPACE_ID, type Origin } from "../domain/actor.ts";
import type { AuditActor } from "../domain/audit/entry.ts";

export const originOf = (request: FastifyRequest): Origin => ({ address: request.ip, requestId: request.id });

export const withOrigin = <A extends Actor>(actor: A, request: FastifyRequest): A => ({
  ...actor,
  origin: originOf(request),
});

/** Somebody whose key nobody knows, and who therefore has no workspace but the only one. */
export const unknownActor = (request: FastifyRequest): AuditActor => ({
  workspaceId: DEFAULT_WORKSPACE_ID,
  kind: "unknown",
  keyId: null,
  name: "unknown",
  role: null,
  origin: originOf(request),
});
