// The fetch of the dashboard: a call that meets an ended session waits for a new sign-in and is then made again.
import { type SessionGate, throughTheGate } from "./session-gate.ts";

const CHANGING = /^(POST|PUT|PATCH|DELETE)$/;

export interface DeskFetchOptions {
  fetch: typeof fetch;
  gate: SessionGate;
  /** The token of the session in use now; it differs after a new sign-in. */
  csrfToken: () => string | undefined;
}

/** Wraps `fetch`; calls of the session resource itself never wait, but signing out carries the token too. */
export const createDeskFetch =
  ({ fetch: send, gate, csrfToken }: DeskFetchOptions): typeof fetch =>
  async (input, init) => {
    const url = String(input);
    if (url.startsWith("/api/session")) return send(input, withToken(init, csrfToken()));
    return throughTheGate(gate, () => send(input, withToken(init, csrfToken())));
  };

const withToken = (init: RequestInit | undefined, token: string | undefined): RequestInit => {
  const headers = new Headers(init?.headers);
  if (token !== undefined && CHANGING.test(init?.method ?? "GET")) headers.set("x-csrf-token", token);
  return { ...init, headers };
};
