// How webhook endpoints and their deliveries look on a terminal.
import type { Delivery, WebhookEndpoint } from "@creditnexus/contract";
import { shortTime } from "../status/columns.ts";
import { safeText } from "../terminal/safe-text.ts";
import type { Style } from "../terminal/style.ts";
import { type Column, table } from "../terminal/table.ts";
import type { Terminal } from "../terminal/terminal.ts";

const stateOf = (endpoint: WebhookEndpoint): string => {
  if (endpoint.state === "disabled") return `disabled: ${safeText(endpoint.disabled_reason ?? "by hand")}`;
  return endpoint.failing_since === null ? "active" : `failing since ${shortTime(endpoint.failing_since)}`;
};

const endpointColumns: Column<WebhookEndpoint>[] = [
  { title: "ID", value: (one) => one.endpoint_id },
  { title: "URL", value: (one) => safeText(one.url), flexible: true },
  {
    title: "EVENTS",
    value: (one) => (one.events.length === 0 ? "all" : one.events.join(" ")),
    flexible: true,
  },
  { title: "STATE", value: stateOf, flexible: true },
];

export const endpointTable = (endpoints: readonly WebhookEndpoint[], terminal: Terminal): string =>
  table(endpoints, endpointColumns, { width: terminal.width, heading: terminal.style.dim });

const PAINT: Record<Delivery["state"], keyof Style> = { pending: "cyan", delivered: "green", failed: "red" };

const answerOf = (delivery: Delivery): string => {
  if (delivery.last_status !== null) return String(delivery.last_status);
  return delivery.last_error === null ? "–" : safeText(delivery.last_error);
};

export const deliveryTable = (deliveries: readonly Delivery[], terminal: Terminal): string => {
  const columns: Column<Delivery>[] = [
    { title: "ID", value: (one) => one.delivery_id },
    { title: "EVENT", value: (one) => one.event_type, flexible: true },
    {
      title: "STATE",
      value: (one) => one.state,
      paint: (cell, one) => terminal.style[PAINT[one.state]](cell),
    },
    { title: "TRIES", value: (one) => String(one.attempts), align: "right" },
    { title: "ANSWER", value: answerOf, flexible: true },
    { title: "NEXT", value: (one) => shortTime(one.next_attempt_at) },
    { title: "MADE", value: (one) => shortTime(one.created_at) },
  ];
  return table(deliveries, columns, { width: terminal.width, heading: terminal.style.dim });
};
