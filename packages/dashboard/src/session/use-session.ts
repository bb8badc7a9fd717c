// Who is signed in and what they may do, for every component below the shell.
import { type Role, roleIncludes, type Session } from "@creditnexus/contract";
import { useQuery } from "@tanstack/react-query";
import { sessionQuery } from "../api/desk.ts";

/** The session in use. Only below the desk's route, which does not render without one. */
export const useSession = (): Session => {
  const { data } = useQuery(sessionQuery);
  if (data === undefined) throw new Error("useSession() is for screens below the sign-in");
  return data;
};

/** Who somebody is: the person, or the key. */
export const ownerOf = ({ actor: { key_id, person_id, name } }: Session): string =>
  person_id ?? key_id ?? name;

/** Whose drafts and presets this browser keeps apart. */
export const useOwner = (): string => ownerOf(useSession());

const words: Record<Role, string> = {
  viewer: "viewer",
  sender: "sender",
  operator: "operator",
  admin: "administrator",
};

/** Why this person may not do something that needs `role`; undefined when they may. */
export const useReason = (role: Role): string | undefined => {
  const session = useSession();
  if (roleIncludes(session.actor.role, role)) return undefined;
  return `You are signed in as ${words[session.actor.role]}; this needs the role ${words[role]}.`;
};
