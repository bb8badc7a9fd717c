// Who is acting, and in which workspace: the first argument of every use case.
import type { Role } from "@creditnexus/contract";

/** The workspace of an installation with one tenant. */
export const DEFAULT_WORKSPACE_ID = "wsp_default";

export type Actor = {
  workspaceId: string;
  /** Of the key that was used; null for people, for the desk's own work and for callers in process. */
  keyId: string | null;
  /** Of the person who signed in with their organisation. */
  personId?: string | undefined;
  /** As the timeline shows it. */
  name: string;
  role: Role;
};

/** The desk itself: jobs and schedules. */
export const deskActor = (workspaceId: string): Actor => ({
  workspaceId,
  keyId: null,
  name: "desk",
  role: "admin",
});

/** A caller in process that named nobody else. */
export const libraryActor: Actor = {
  workspaceId: DEFAULT_WORKSPACE_ID,
  keyId: null,
  name: "library",
  role: "admin",
};
