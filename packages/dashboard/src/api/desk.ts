// The one client of the HTTP API, the query cache, and the session they share.
import { ApiError, createClient, type Session } from "@creditnexus/contract";
import { QueryClient, queryOptions } from "@tanstack/react-query";
import { createDeskFetch } from "./desk-fetch.ts";
import { createSessionGate, LeftTheDesk } from "./session-gate.ts";

export const SESSION_KEY = ["session"] as const;
/** Which ways to sign in there are; the same for everybody. */
export const METHODS_KEY = ["sign-in-methods"] as const;

export const gate = createSessionGate();

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (count, error) => count < 2 && error instanceof ApiError && error.retryable,
      retryDelay: (attempt) => Math.min(500 * 2 ** attempt, 4_000),
      throwOnError: false,
      // Without a network a screen is to say so, rather than wait in silence; the desk may be on this machine besides.
      networkMode: "always",
      refetchOnReconnect: true,
    },
    mutations: { retry: false },
  },
});

const csrfToken = () => queryClient.getQueryData<Session>(SESSION_KEY)?.csrf_token;

export const deskFetch = createDeskFetch({ fetch: (input, init) => fetch(input, init), gate, csrfToken });

export const desk = createClient({ fetch: deskFetch });

/** Who is signed in; a 401 means nobody. Never asked again by itself, since every other call notices the end. */
export const sessionQuery = queryOptions({
  queryKey: SESSION_KEY,
  queryFn: () => desk.session.get(),
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
  retry: false,
});

export const isSignedOut = (error: unknown): boolean =>
  error instanceof LeftTheDesk || (error instanceof ApiError && error.code === "unauthenticated");
