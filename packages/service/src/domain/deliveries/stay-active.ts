// Holds an endpoint that something is to be delivered to.
import type { Transaction } from "kysely";
import type { Schema } from "../../db/schema.ts";
import { ConflictError } from "../../errors.ts";
import { type Endpoint, type EndpointKey, foundEndpoint, lockEndpoint } from "./endpoint.ts";

/** @throws NotFoundError; ConflictError while it is disabled. */
export const stayActive = async (transaction: Transaction<Schema>, key: EndpointKey): Promise<Endpoint> => {
  const endpoint = (await lockEndpoint(transaction, key, "stay")) ?? foundEndpoint(undefined, key.endpointId);
  if (endpoint.state === "active") return endpoint;
  throw new ConflictError({
    code: "conflict",
    message: `${key.endpointId} is disabled (${endpoint.disabledReason ?? "no reason given"}): enable it first.`,
  });
};
