// Makes one attempt: checks where the URL leads now, signs, posts, and says how it went.
import type { Deps } from "../../deps.ts";
import { checkTarget } from "../guard/check-target.ts";
import type { ResolveHost } from "../guard/resolve-host.ts";
import { webhookSecretContext } from "../secret.ts";
import type { Claimed } from "./claim.ts";
import { type Answer, post } from "./post.ts";
import { retryAfterMs } from "./retry-after.ts";
import { signedHeaders } from "./sign.ts";

/** As the specification advises: a receiver has so long to answer. */
const TIMEOUT_MS = 20_000;

/**
 * `interrupted`: this process is stopping, which says nothing about the receiver. `status` and `body` are null when no
 * answer came.
 */
export type Outcome = {
  kind: "delivered" | "failed" | "gone" | "interrupted";
  status: number | null;
  body: string | null;
  error: string | null;
  retryAfterMs?: number | undefined;
};

export type AttemptOptions = {
  resolveHost: ResolveHost;
  /** Aborts when the process stops. */
  stopping: AbortSignal;
  /** Default 20 s. */
  timeoutMs?: number | undefined;
};

const secretsOf = (deps: Pick<Deps, "vault">, claimed: Claimed): string[] => {
  const context = webhookSecretContext(claimed);
  const { previousSecretEncrypted: previous, previousSecretUntil: until } = claimed;
  const isInGrace = previous !== null && until !== null && claimed.startedAt < until;
  return [claimed.secretEncrypted, ...(isInGrace ? [previous] : [])].map((sealed) =>
    deps.vault.open(sealed, context),
  );
};

const describe = (status: number): string => {
  if (status >= 300 && status < 400) return `answered ${status}; redirects are not followed`;
  return `answered ${status}`;
};

const judge = (answer: Answer, now: Date): Outcome => {
  const { status, body } = answer;
  if (status >= 200 && status < 300) return { kind: "delivered", status, body, error: null };
  return {
    kind: status === 410 ? "gone" : "failed",
    status,
    body,
    error: describe(status),
    retryAfterMs: retryAfterMs(status, answer.retryAfter, now),
  };
};

const failure = (error: string): Outcome => ({ kind: "failed", status: null, body: null, error });

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error ? ` (${String(error.code)})` : "";
  // Happy eyeballs wraps the failures of all addresses into one error without a message.
  const message = error.message === "" ? "no address could be reached" : error.message;
  return message.includes(code.slice(2, -1)) ? message : `${message}${code}`;
};

/** Rejects when the signal aborts first; name resolution cannot be interrupted otherwise. */
const unlessAborted = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    if (signal.aborted) return abort();
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });

/** Never throws for what a receiver does. */
export const attemptDelivery = async (
  deps: Pick<Deps, "clock" | "vault" | "settings">,
  claimed: Claimed,
  options: AttemptOptions,
): Promise<Outcome> => {
  const { resolveHost, stopping, timeoutMs = TIMEOUT_MS } = options;
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = AbortSignal.any([stopping, timeout]);
  const { eventId, payload, startedAt: at } = claimed;
  const secrets = secretsOf(deps, claimed);
  const url = new URL(claimed.url);
  try {
    const target = await unlessAborted(checkTarget(deps.settings.webhooks, url, resolveHost), signal);
    if ("fault" in target) return failure(target.fault);
    const headers = signedHeaders({ eventId, at, payload, secrets });
    const answer = await post({ url, headers, body: payload, addresses: target.addresses, signal });
    return judge(answer, deps.clock.now());
  } catch (error) {
    if (stopping.aborted) return { ...failure("the desk stopped before the answer"), kind: "interrupted" };
    if (timeout.aborted) return failure(`no answer within ${timeoutMs / 1000} s`);
    return failure(reasonOf(error));
  }
};
