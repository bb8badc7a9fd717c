// What a route of the API is: where it answers, what it does, and how faithful it is to DigiSigner.
import type { Account } from "../accounts/store.ts";
import type { Deps } from "../deps.ts";
import type { ENDPOINTS } from "../faults/catalogue.ts";

export type Endpoint = Exclude<(typeof ENDPOINTS)[number], "any">;

/** One authenticated call. */
export interface ApiCall {
  deps: Deps;
  account: Account;
  request: Request;
  /** Path parameters, decoded. */
  parameters: Readonly<Record<string, string>>;
}

/**
 * `exact`: proved by an official client or the vendor. `approximate`: likely, or partly our choice.
 * `missing`: DigiSigner has it, the sandbox does not.
 */
type Fidelity = "exact" | "approximate" | "missing";

/** One line of the differences page: a behaviour or a key. */
export interface Fact {
  what: string;
  fidelity: Fidelity;
  /** Where we know it from. */
  evidence: string;
}

export interface ApiRoute {
  endpoint: Endpoint;
  method: "GET" | "POST" | "DELETE";
  /** Below `/v1`, with `{name}` for parameters. */
  path: string;
  summary: string;
  facts: readonly Fact[];
  handle(call: ApiCall): Promise<Response>;
}
