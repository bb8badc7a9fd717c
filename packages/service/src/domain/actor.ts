// Who is acting, and in which workspace: the first argument of every use case.
import type { AUDIT_ACTOR_KINDS, Role } from "@creditnexus/contract";

/** The workspace of an installation with one tenant. */
export const DEFAULT_WORKSPACE_ID = "wsp_default";

/** Where a call came from. */
export type Origin = { address: string; requestId: string };

export type Actor = {
  workspaceId: string;
  /** `person` came with a session of the dashboard, `key` is a program with a key of its own. */
  kind: Exclude<(typeof AUDIT_ACTOR_KINDS)[number], "unknown">;
  /** Of the key that was used; null for people, for the desk's own work and for callers in process. */
  keyId: string | null;
  /** Of the person who signed in with their organisation. */
  personId?: string | undefined;
  /** As the timeline shows it. */
  name: string;
  role: Role;
  /** For the audit log; undefined for callers in process and the desk itself. */
  origin?: Origin;
};

/** The desk itself: jobs and schedules. */
export const deskActor = (workspaceId: string): Actor => ({
  workspaceId,
  kind: "desk",
  keyId: null,
  name: "desk",
  role: "admin",
});

/** A caller in process that named nobody else. */
export const libraryActor: Actor = {
  workspaceId: DEFAULT_WORKSPACE_ID,
  kind: "library",
  keyId: null,
  name: "library",
  role: "admin",
};
