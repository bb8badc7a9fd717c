// Sends calls through fetch: one attempt under a watch, repeated for reads and deletes.
import { DigiSignerError } from "../errors.ts";
import type { Fetch, RequestInfo, ResponseInfo, Warning } from "../options.ts";
import { nextWait, type RetryPolicy } from "./backoff.ts";
import { errorFromResponse, MAX_ERROR_BYTES } from "./error-from-response.ts";
import { type Attempt, toDigiSignerError } from "./failure.ts";
import { readText } from "./read-text.ts";
import { buildRequest, buildUrl } from "./request.ts";
import { retryAfterMs } from "./retry-after.ts";
import type { Answer, Call, Receive, Transport } from "./transport.ts";
import { callerAbort, createWatch, type Watch } from "./watch.ts";
import { watchedBody } from "./watched-body.ts";

/** Everything the transport was set up with; all of it resolved. */
export interface TransportSettings {
  readonly baseUrl: string;
  readonly fetch: Fetch;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly retry: RetryPolicy;
  readonly redact: (text: string) => string;
  readonly onWarning: ((warning: Warning) => void) | undefined;
  readonly onRequest: ((request: RequestInfo) => void | Promise<void>) | undefined;
  readonly onResponse: ((response: ResponseInfo) => void) | undefined;
  readonly sleep: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
  readonly random: () => number;
  readonly now: () => number;
}

/** What one attempt must know of those before it. */
interface Turn {
  readonly number: number;
  readonly earlierOutcomeUnknown: boolean;
}

export function createFetchTransport(settings: TransportSettings): Transport {
  return { send: (call, receive) => sendRepeatedly(settings, call, receive) };
}

async function sendRepeatedly<T>(settings: TransportSettings, call: Call, receive: Receive<T>): Promise<T> {
  // DigiSigner has no idempotency keys: a repeated create sends a second request to the signers.
  const policy = call.method === "POST" ? { ...settings.retry, attempts: 1 } : settings.retry;
  let earlierOutcomeUnknown = false;
  for (let number = 1; ; number++) {
    try {
      return await sendOnce(settings, call, receive, { number, earlierOutcomeUnknown });
    } catch (error) {
      if (!(error instanceof DigiSignerError)) throw error;
      const wait = nextWait(error, number, policy, settings.random);
      if (wait === undefined) throw error;
      earlierOutcomeUnknown ||= error.outcomeUnknown;
      await settings.sleep(wait, call.options?.signal).catch((cause: unknown) => {
        // An abort while waiting is told by the next attempt, which sends nothing then.
        if (!call.options?.signal?.aborted) throw cause;
      });
    }
  }
}

async function sendOnce<T>(
  settings: TransportSettings,
  call: Call,
  receive: Receive<T>,
  turn: Turn,
): Promise<T> {
  const { method } = call;
  const signal = call.options?.signal;
  const { earlierOutcomeUnknown } = turn;
  const attempt = { method, url: settings.baseUrl, body: undefined, isSent: false, earlierOutcomeUnknown };
  const url = await converting(() => buildUrl(settings.baseUrl, call.segments), attempt);
  const body = await converting(() => call.body?.(), { ...attempt, url });
  const ready: Attempt = { ...attempt, url, body };
  refuseAborted(signal, ready);
  await settings.onRequest?.({ method, url, attempt: turn.number });
  refuseAborted(signal, ready);

  const sent: Attempt = { ...ready, isSent: true };
  const { timeoutMs, init } = buildRequest(call, body, settings);
  const watch = createWatch(timeoutMs, signal);
  const started = performance.now();
  let status: number | undefined;
  const report = (error: DigiSignerError | undefined): void => {
    const durationMs = performance.now() - started;
    settings.onResponse?.({ method, url, attempt: turn.number, status, error, durationMs });
  };
  try {
    if (body?.kind === "stream") body.onProgress(watch.touch);
    const fetching = settings.fetch(url, { ...init, signal: watch.signal });
    const response = await converting(() => watch.guard(fetching), sent);
    status = response.status;
    const answer = toAnswer(response, sent, watch, settings.onWarning);
    // A delete that is repeated because its first answer got lost has reached its end when nothing is left.
    const isGone = method === "DELETE" && status === 404 && earlierOutcomeUnknown;
    if (!response.ok && !isGone) throw await toError(answer, settings, turn);
    const result = await receive(answer);
    report(undefined);
    return result;
  } catch (error) {
    watch.close();
    if (error instanceof DigiSignerError) report(error);
    throw error;
  } finally {
    if (body?.kind === "stream") body.stop(new Error("the call has ended"));
  }
}

function refuseAborted(signal: AbortSignal | undefined, attempt: Attempt): void {
  if (signal?.aborted) throw toDigiSignerError(callerAbort(signal), attempt);
}

/** Runs a step; what it throws becomes the client's error. */
async function converting<T>(step: () => T | Promise<T>, attempt: Attempt): Promise<T> {
  try {
    return await step();
  } catch (cause) {
    throw toDigiSignerError(cause, attempt);
  }
}

function toAnswer(
  response: Response,
  attempt: Attempt,
  watch: Watch,
  onWarning: TransportSettings["onWarning"],
): Answer {
  const { method, url } = attempt;
  return {
    method,
    url,
    status: response.status,
    headers: response.headers,
    body: watchedBody(response, { watch, toError: (cause) => toDigiSignerError(cause, attempt) }),
    warn: (code, path, message) => onWarning?.({ code, path, message, method, url }),
  };
}

async function toError(answer: Answer, settings: TransportSettings, turn: Turn): Promise<DigiSignerError> {
  const text = await readText(answer.body, MAX_ERROR_BYTES).catch((cause: unknown) => {
    if (cause instanceof DigiSignerError && cause.code === "aborted") throw cause;
    // The status is known; a body that cannot be read takes nothing away from it.
    return undefined;
  });
  return errorFromResponse(answer, {
    text,
    redact: settings.redact,
    retryAfterMs: retryAfterMs(answer.headers, settings.now),
    earlierOutcomeUnknown: turn.earlierOutcomeUnknown,
  });
}
