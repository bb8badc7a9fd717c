// Makes the reference page of outbound webhooks from the schemas of their events and the schedule of their attempts.
import { WEBHOOK_EVENT_SCHEMAS } from "@creditnexus/contract";
import { ATTEMPT_DELAYS_MS } from "../packages/service/src/domain/deliveries/send/schedule.ts";

type Schema = {
  type?: string | readonly string[];
  const?: unknown;
  enum?: readonly unknown[];
  pattern?: string;
  $ref?: string;
  anyOf?: readonly Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  description?: string;
};

const wordOf = (schema: Schema): string => {
  if (schema.$ref?.endsWith("/Timestamp")) return "time";
  if (schema.const !== undefined) return `\`${String(schema.const)}\``;
  if (schema.enum !== undefined) return schema.enum.map((value) => `\`${String(value)}\``).join(" or ");
  if (schema.anyOf !== undefined) return schema.anyOf.map(wordOf).join(" or ");
  const [, prefix] = /^\^(\w+_)\[/.exec(schema.pattern ?? "") ?? [];
  if (prefix !== undefined) return `id \`${prefix}…\``;
  if (schema.items !== undefined) {
    const members = Object.entries(schema.items.properties ?? {});
    return `list of { ${members.map(([name, member]) => `\`${name}\`: ${wordOf(member)}`).join(", ")} }`;
  }
  if (schema.type === "object") return "object of texts";
  if (schema.type === "string") return "text";
  return [schema.type ?? "anything"]
    .flat()
    .join(" or ")
    .replace("string", "text")
    .replace("integer", "number");
};

const rowOf = ([name, schema]: [string, Schema]): string =>
  `| \`${name}\` | ${wordOf(schema)} | ${schema.description ?? ""} |`;

const tableOf = (fields: readonly [string, Schema][]): string =>
  `| field of \`data\` | is | |\n|---|---|---|\n${fields.map(rowOf).join("\n")}\n`;

const events = Object.entries(WEBHOOK_EVENT_SCHEMAS).map(([type, schema]) => {
  // JSON Schema is looked at in as much detail as the page shows.
  const root = schema.toJSONSchema() as { $defs: Record<string, Schema> };
  const own = root.$defs[`WebhookEvent.${type}`];
  return {
    type,
    about: own?.description ?? "",
    fields: Object.entries(own?.properties?.data?.properties ?? {}),
  };
});

const ofSignatures = events.filter(({ type }) => type.startsWith("signature_request."));
const sharedNames = new Set(
  ofSignatures[0]?.fields
    .map(([name]) => name)
    .filter((name) => ofSignatures.every(({ fields }) => fields.some(([other]) => other === name))),
);
const sharedFields = ofSignatures[0]?.fields.filter(([name]) => sharedNames.has(name)) ?? [];

const sectionOf = ({ type, about, fields }: (typeof events)[number]): string => {
  const isShared = type.startsWith("signature_request.");
  const own = isShared ? fields.filter(([name]) => !sharedNames.has(name)) : fields;
  const table = own.length === 0 ? "No fields of its own.\n" : tableOf(own);
  return `### \`${type}\`\n\n${about}\n\n${table}`;
};

const durationOf = (milliseconds: number): string => {
  if (milliseconds === 0) return "at once";
  if (milliseconds < 60_000) return `${milliseconds / 1000} s`;
  if (milliseconds < 3_600_000) return `${milliseconds / 60_000} min`;
  return `${milliseconds / 3_600_000} h`;
};

export const webhookEventsPage = (): string => `# Webhook events

Made from \`packages/contract/src/webhook-events.ts\` by \`npm run docs\`. An endpoint, set up with
\`POST /api/webhook-endpoints\`, gets a POST for each event that its filter wants; an empty filter wants all of them.

## A delivery

Deliveries follow [Standard Webhooks](https://www.standardwebhooks.com): any of its libraries verifies them.

| header | holds |
|---|---|
| \`webhook-id\` | the event's id, the same in every attempt, redelivery and replay: forget events whose id you know. For events of a signature it is the \`entry_id\` of the timeline |
| \`webhook-timestamp\` | seconds since 1970 of this attempt; refuse what is more than five minutes away |
| \`webhook-signature\` | \`v1,\` and the HMAC-SHA256 of \`id.timestamp.body\` in base64; two of them, separated by a space, for 24 hours after the secret was rotated |

\`\`\`ts
import { Webhook } from "standardwebhooks";

const event = new Webhook(secret).verify(rawBody, request.headers); // throws when it is not from this desk
\`\`\`

The body is JSON with \`type\`, \`timestamp\` (when it happened) and \`data\`. Its bytes were fixed when it happened, in the
transaction that changed the state. Fields may be added. It never holds a signing link or an access code.

* Answer with any 2xx within 20 seconds; do the work afterwards. Redirects are not followed.
* Anything else is tried again, ten attempts in all: ${ATTEMPT_DELAYS_MS.map(durationOf).join(", ")}, each after the one
  before and later by up to a tenth. \`Retry-After\` of a 429 or 503 is honoured, up to a day.
* 410 disables the endpoint, and so do five days of nothing but failures. It can be enabled again; then what is pending
  goes on, and a replay brings what happened meanwhile.
* Events can arrive twice and in any order: compare \`sequence\`, or read the signature from the API.
* Private, loopback and link-local addresses are refused when an endpoint is set up and before every connection, unless
  \`WEBHOOK_ALLOW_PRIVATE=1\`. With \`NODE_ENV=production\` the URL has to be https.

## Events of a signature

All of them have these fields, and some have more:

${tableOf(sharedFields)}
${ofSignatures.map(sectionOf).join("\n")}
## Events of the desk

${events
  .filter((event) => !ofSignatures.includes(event))
  .map(sectionOf)
  .join("\n")}`;
