// Setting DigiSigner up: what to enter there, and whether it arrives.
import { z } from "zod";
import { CallbackId } from "./ids.ts";
import { Timestamp } from "./primitives.ts";

/** The type of the doctor's self-test callbacks; they touch no agreement and count as no callback of DigiSigner's. */
export const SELF_TEST_EVENT = "CREDITNEXUS_SELF_TEST";

const ArrivedCallback = z.object({
  callback_id: CallbackId,
  event_type: z.string(),
  received_at: Timestamp,
  authenticity: z.enum(["hmac", "token", "none"]),
});

export const Setup = z
  .object({
    provider: z.enum(["sandbox", "digisigner"]),
    /** As DigiSigner is to reach the desk: the tunnel that is open, else PUBLIC_URL; null without both. */
    public_url: z.string().nullable(),
    /** Whether callbacks must prove their origin. */
    callback_secret: z.boolean(),
    /** What to enter in DigiSigner's settings, token included; null for all but administrators. */
    callback_urls: z
      .object({ document_signed: z.string(), signature_request_completed: z.string() })
      .nullable(),
    /**
     * What each of the URLs has brought: the newest callback of its kind that belongs to an agreement sent through the provider
     * in use. Null: nothing proves that the URL was entered.
     */
    arrived: z.object({
      document_signed: ArrivedCallback.nullable(),
      signature_request_completed: ArrivedCallback.nullable(),
    }),
    /** The newer of those. */
    last_callback: ArrivedCallback.nullable(),
  })
  .meta({ id: "Setup" });
export type Setup = z.infer<typeof Setup>;

/** With `find_mode` a test page is uploaded, looked at and deleted again; nobody is invited and no credit is used. */
export const CheckAccount = z
  .strictObject({ find_mode: z.boolean().default(false) })
  .meta({ id: "CheckAccount" });

export const AccountCheck = z
  .object({
    key: z.enum(["valid", "refused", "unknown"]),
    /** Null when it was not asked for, or the key is not valid. */
    mode: z.enum(["TEST", "PROD", "unknown"]).nullable(),
    /** Why something is unknown. */
    why: z.string().nullable(),
    checked_at: Timestamp,
  })
  .meta({ id: "AccountCheck" });
export type AccountCheck = z.infer<typeof AccountCheck>;
