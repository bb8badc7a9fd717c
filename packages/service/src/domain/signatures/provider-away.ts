// Tells whether DigiSigner is away or closed to this account: nothing is wrong with the agreement, and time or a person heals it.
import { DigiSignerError, type ErrorCode } from "@creditnexus/digisigner";
import { ProviderPausedError } from "../../errors.ts";

const AWAY: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "authentication",
  "connection",
  "forbidden",
  "payment_required",
  "rate_limited",
  "server",
  "timeout",
]);

export const isProviderAway = (error: unknown): boolean =>
  error instanceof ProviderPausedError || (error instanceof DigiSignerError && AWAY.has(error.code));
