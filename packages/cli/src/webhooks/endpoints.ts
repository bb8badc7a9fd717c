// `webhooks add`, `list`, `remove` and `rotate`: which other systems the desk tells what happens.
import { SubscribableEvent, WebhookEndpointId } from "@creditnexus/contract";
import { z } from "zod";
import { command } from "../command/command.ts";
import type { Style } from "../terminal/style.ts";
import { endpointTable } from "./columns.ts";

const EVENTS = SubscribableEvent.options.join(", ");

/** The argument of every command about one endpoint. */
export const endpointArgument = { id: { schema: WebhookEndpointId, summary: "endpoint id (whe_…)" } };

const secretText = (secret: string, style: Style): string =>
  `${secret}\n\n${style.dim("The secret that its deliveries are signed with (Standard Webhooks): keep it now, it is not shown again.")}`;

export const add = command({
  name: "webhooks add",
  summary: "Tell another system what happens; its secret is shown only this once",
  arguments: {
    url: {
      schema: z.url({ protocol: /^https?$/, error: "expected an http or https URL" }),
      summary: "where to post",
    },
  },
  flags: {
    event: {
      value: "EVENT",
      many: true,
      summary: `only these; all otherwise: ${EVENTS}`,
      schema: z.array(z.enum(SubscribableEvent.options, `expected one of ${EVENTS}`)).optional(),
      completes: SubscribableEvent.options,
    },
    description: { value: "TEXT", summary: "what it is", schema: z.string().max(200).optional() },
  },
  examples: [
    {
      does: "only the end",
      line: "creditnexus webhooks add https://crm.example/hook --event signature_request.completed",
    },
  ],
  errors: ["invalid_request", "forbidden", "connection_failed"],
  run: async ({ url, event, description }, context) => {
    const made = await context.desk.webhookEndpoints.create({
      url,
      ...(event === undefined ? {} : { events: event }),
      ...(description === undefined ? {} : { description }),
    });
    const { style } = context.terminal;
    return { data: made, text: () => `${made.endpoint_id}\n${secretText(made.secret, style)}` };
  },
});

export const list = command({
  name: "webhooks list",
  summary: "List webhook endpoints",
  arguments: {},
  flags: {},
  examples: [
    {
      does: "those that fail",
      line: "creditnexus webhooks list | jq '.endpoints[] | select(.failing_since)'",
    },
  ],
  errors: ["forbidden", "unauthenticated", "connection_failed"],
  run: async (_input, context) => {
    const found = await context.desk.webhookEndpoints.list();
    return {
      data: found,
      text: () =>
        found.endpoints.length === 0 ? "No endpoints." : endpointTable(found.endpoints, context.terminal),
    };
  },
});

export const remove = command({
  name: "webhooks remove",
  summary: "Delete an endpoint with its deliveries",
  arguments: endpointArgument,
  flags: {},
  examples: [{ does: "one that is not needed any more", line: "creditnexus webhooks remove whe_01jabc" }],
  errors: ["not_found", "forbidden", "connection_failed"],
  run: async ({ id }, context) => {
    await context.desk.webhookEndpoints.delete(id);
    return { data: { endpoint_id: id, removed: true }, text: () => `${id} is gone.` };
  },
});

export const enable = command({
  name: "webhooks enable",
  summary: "Deliver to an endpoint again that was disabled",
  arguments: endpointArgument,
  flags: {},
  examples: [{ does: "after it was mended", line: "creditnexus webhooks enable whe_01jabc" }],
  errors: ["not_found", "forbidden", "connection_failed"],
  run: async ({ id }, context) => {
    const changed = await context.desk.webhookEndpoints.enable(id);
    return { data: changed, text: () => endpointTable([changed], context.terminal) };
  },
});

export const disable = command({
  name: "webhooks disable",
  summary: "Stop delivering to an endpoint; what is pending waits",
  arguments: endpointArgument,
  flags: {
    reason: { value: "TEXT", summary: "why", schema: z.string().trim().min(1).max(200).optional() },
  },
  examples: [
    { does: "during its maintenance", line: "creditnexus webhooks disable whe_01jabc --reason maintenance" },
  ],
  errors: ["not_found", "forbidden", "connection_failed"],
  run: async ({ id, reason }, context) => {
    const changed = await context.desk.webhookEndpoints.disable(id, reason === undefined ? {} : { reason });
    return { data: changed, text: () => endpointTable([changed], context.terminal) };
  },
});

export const rotate = command({
  name: "webhooks rotate",
  summary: "Make a new secret; the old one signs beside it for 24 hours",
  arguments: endpointArgument,
  flags: {},
  examples: [{ does: "after a leak", line: "creditnexus webhooks rotate whe_01jabc | jq -r .secret" }],
  errors: ["not_found", "forbidden", "connection_failed"],
  run: async ({ id }, context) => {
    const changed = await context.desk.webhookEndpoints.rotateSecret(id);
    return { data: changed, text: () => secretText(changed.secret, context.terminal.style) };
  },
});
