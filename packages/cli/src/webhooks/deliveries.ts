// `webhooks ping`, `deliveries`, `show`, `redeliver` and `replay`: what was delivered, and delivering it again.
import { DELIVERY_STATES, DeliveryId, WebhookEndpointId } from "@creditnexus/contract";
import { z } from "zod";
import { command } from "../command/command.ts";
import { shortTime } from "../status/columns.ts";
import { cursorFlag, limitFlag } from "../status/list-signatures.ts";
import { safeText } from "../terminal/safe-text.ts";
import { UtcTime } from "../utc-time.ts";
import { deliveryTable } from "./columns.ts";
import { endpointArgument } from "./endpoints.ts";

const STATES = DELIVERY_STATES.join(", ");
const deliveryArgument = { id: { schema: DeliveryId, summary: "delivery id (dlv_…)" } };

export const ping = command({
  name: "webhooks ping",
  summary: "Deliver a test event to an endpoint",
  arguments: endpointArgument,
  flags: {},
  examples: [{ does: "does it arrive?", line: "creditnexus webhooks ping whe_01jabc" }],
  errors: ["not_found", "conflict", "forbidden", "connection_failed"],
  run: async ({ id }, context) => {
    const delivery = await context.desk.webhookEndpoints.ping(id);
    return { data: delivery, text: () => deliveryTable([delivery], context.terminal) };
  },
});

export const deliveries = command({
  name: "webhooks deliveries",
  summary: "List deliveries, newest first",
  arguments: {},
  flags: {
    endpoint: { value: "ID", summary: "only of this endpoint (whe_…)", schema: WebhookEndpointId.optional() },
    state: {
      value: "STATE",
      many: true,
      summary: `only these: ${STATES}`,
      schema: z.array(z.enum(DELIVERY_STATES, `expected one of ${STATES}`)).optional(),
      completes: DELIVERY_STATES,
    },
    limit: limitFlag,
    cursor: cursorFlag,
  },
  examples: [{ does: "what never arrived", line: "creditnexus webhooks deliveries --state failed" }],
  errors: ["forbidden", "unauthenticated", "connection_failed"],
  run: async ({ endpoint, state, limit, cursor }, context) => {
    const found = await context.desk.deliveries.list({
      limit,
      ...(endpoint === undefined ? {} : { endpoint_id: endpoint }),
      ...(state === undefined ? {} : { state }),
      ...(cursor === undefined ? {} : { cursor }),
    });
    return {
      data: found,
      text: () =>
        found.deliveries.length === 0 ? "No deliveries." : deliveryTable(found.deliveries, context.terminal),
    };
  },
});

export const show = command({
  name: "webhooks show",
  summary: "Show one delivery with its bytes and every attempt",
  arguments: deliveryArgument,
  flags: {},
  examples: [{ does: "why it failed", line: "creditnexus webhooks show dlv_01jabc" }],
  errors: ["not_found", "forbidden", "connection_failed"],
  run: async ({ id }, context) => {
    const found = await context.desk.deliveries.get(id);
    const attempts = found.history.map(
      (one) =>
        `${shortTime(one.started_at)}  ${one.status ?? safeText(one.error ?? "no answer")}  ${one.duration_ms ?? "?"} ms  ${safeText(one.response_body ?? "")}`,
    );
    const text = () =>
      [deliveryTable([found], context.terminal), "", ...attempts, "", safeText(found.payload)].join("\n");
    return { data: found, text };
  },
});

export const redeliver = command({
  name: "webhooks redeliver",
  summary: "Deliver once more, with the same id and bytes",
  arguments: deliveryArgument,
  flags: {},
  examples: [{ does: "after the receiver was mended", line: "creditnexus webhooks redeliver dlv_01jabc" }],
  errors: ["not_found", "conflict", "forbidden", "connection_failed"],
  run: async ({ id }, context) => {
    const delivery = await context.desk.deliveries.redeliver(id);
    return { data: delivery, text: () => deliveryTable([delivery], context.terminal) };
  },
});

export const replay = command({
  name: "webhooks replay",
  summary: "Deliver every event since a time again",
  arguments: endpointArgument,
  flags: {
    since: {
      value: "TIME",
      summary: "UTC, such as 2026-01-31T09:30:00Z",
      schema: UtcTime,
    },
  },
  examples: [
    { does: "after an outage", line: "creditnexus webhooks replay whe_01jabc --since 2026-01-31T09:30:00Z" },
  ],
  errors: ["not_found", "conflict", "forbidden", "connection_failed"],
  run: async ({ id, since }, context) => {
    const done = await context.desk.webhookEndpoints.replay(id, { since });
    return { data: done, text: () => `${done.replayed} events are delivered again.` };
  },
});
