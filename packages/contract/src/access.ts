// Access: API keys and the browser's session.
import { z } from "zod";
import { KeyId, PersonId } from "./ids.ts";
import { MailTransport } from "./mails.ts";
import { Role, Timestamp } from "./primitives.ts";

export const Key = z
  .object({
    key_id: KeyId,
    name: z.string(),
    role: Role,
    /** First characters, to recognise it by. */
    prefix: z.string(),
    created_at: Timestamp,
    last_used_at: Timestamp.nullable(),
    revoked_at: Timestamp.nullable(),
  })
  .meta({ id: "Key" });
export type Key = z.infer<typeof Key>;

export const CreateKey = z
  .strictObject({ name: z.string().trim().min(1).max(100), role: Role })
  .meta({ id: "CreateKey" });

/** The only answer that ever holds the key itself. */
export const CreatedKey = Key.extend({ key: z.string() }).meta({ id: "CreatedKey" });
export const KeyList = z.object({ keys: z.array(Key) }).meta({ id: "KeyList" });

export const SignIn = z.strictObject({ key: z.string().min(1).max(200) }).meta({ id: "SignIn" });

/**
 * Who is signed in and what the desk runs on. `csrf_token` goes back as `X-CSRF-Token` on every changing call made with
 * the session cookie.
 */
export const Session = z
  .object({
    /** One of the two ids is set: a session is made from a key, or by a person's sign-in with their organisation. */
    actor: z.object({
      key_id: KeyId.nullable(),
      person_id: PersonId.nullable(),
      name: z.string(),
      role: Role,
    }),
    csrf_token: z.string(),
    expires_at: Timestamp,
    provider: z.enum(["sandbox", "digisigner"]),
    /** The sandbox's inspector, when the desk runs on the sandbox. */
    sandbox_url: z.string().nullable(),
    mail: MailTransport,
    max_upload_bytes: z.number().int(),
  })
  .meta({ id: "Session" });
export type Session = z.infer<typeof Session>;
