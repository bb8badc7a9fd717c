// What the webhook screens ask for.
import { queryOptions } from "@tanstack/react-query";
import { desk } from "../api/desk.ts";

export const endpointsQuery = queryOptions({
  queryKey: ["webhook-endpoints"] as const,
  queryFn: () => desk.webhookEndpoints.list(),
});
