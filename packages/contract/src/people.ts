// People who sign in with their organisation's identity provider, and the ways in which such a sign-in can fail.
import { z } from "zod";
import { PersonId } from "./ids.ts";
import { PageQuery, Role, Timestamp } from "./primitives.ts";

export const Person = z
  .object({
    person_id: PersonId,
    /** As the provider told at the last sign-in. */
    name: z.string().nullable(),
    email: z.string().nullable(),
    role: Role,
    /** Who vouches for this person, and the name it knows them by, which never changes. */
    issuer: z.string(),
    subject: z.string(),
    created_at: Timestamp,
    last_seen_at: Timestamp,
    /** Browsers that are signed in now. */
    open_sessions: z.number().int(),
  })
  .meta({ id: "Person" });
export type Person = z.infer<typeof Person>;

export const PersonListQuery = PageQuery;
export const PersonList = z
  .object({ people: z.array(Person), next_cursor: z.string().nullable() })
  .meta({ id: "PersonList" });
export type PersonList = z.infer<typeof PersonList>;

export const EndedSessions = z.object({ ended: z.number().int() }).meta({ id: "EndedSessions" });

/** The ways to sign in; all that somebody who is not signed in may know. */
export const SignInMethods = z
  .object({ /** Through the organisation's identity provider. */ organisation: z.boolean() })
  .meta({ id: "SignInMethods" });

/** A path of the desk to go on to; anything else leads to its first page. */
export const StartOrganisationSignIn = z.object({ next: z.string().max(2000).optional().catch(undefined) });

/** Why a sign-in with the organisation failed, as `problem` in the address of the sign-in page. */
export const SIGN_IN_PROBLEMS = [
  /** The provider reports that the person or the provider itself refused. */
  "refused",
  /** The person is known to the provider, but has no role at this desk. */
  "no_role",
  "expired",
  /** The answer belongs to no sign-in that this browser began. */
  "mismatch",
  /** The provider's code was redeemed before, or is not its own. */
  "used",
  /** The provider cannot be reached, or does not do what its standard asks. */
  "provider",
  /** What the provider answered does not prove who signed in. */
  "unproved",
  "not_configured",
  "failed",
] as const;
export type SignInProblem = (typeof SIGN_IN_PROBLEMS)[number];
