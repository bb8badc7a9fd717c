// `callbacks list`, `show` and `replay`: the journal of everything DigiSigner posted.
import { CALLBACK_OUTCOMES, CallbackId, SignatureId } from "@creditnexus/contract";
import { z } from "zod";
import { command } from "../command/command.ts";
import { UsageError } from "../command/errors.ts";
import { cursorFlag, limitFlag } from "../status/list-signatures.ts";
import { safeText } from "../terminal/safe-text.ts";
import { UtcTime } from "../utc-time.ts";
import { callbackLine, callbackTable } from "./columns.ts";
import { withoutSecrets } from "./without-secrets.ts";

const OUTCOMES = CALLBACK_OUTCOMES.join(", ");

const outcomeFlag = {
  value: "OUTCOME",
  many: true,
  summary: `only these: ${OUTCOMES}`,
  schema: z.array(z.enum(CALLBACK_OUTCOMES, `expected one of ${OUTCOMES}`)).optional(),
  completes: CALLBACK_OUTCOMES,
};

const eventFlag = { value: "TYPE", summary: "only this event type", schema: z.string().optional() };

const signatureFlag = {
  value: "ID",
  summary: "only of this signature (sig_…)",
  schema: SignatureId.optional(),
};

export const list = command({
  name: "callbacks list",
  summary: "List received callbacks, newest first",
  arguments: {},
  flags: {
    outcome: outcomeFlag,
    event: eventFlag,
    signature: signatureFlag,
    limit: limitFlag,
    cursor: cursorFlag,
  },
  examples: [
    { does: "those that led nowhere", line: "creditnexus callbacks list --outcome parked dead" },
    { does: "what came about one agreement", line: "creditnexus callbacks list --signature sig_01jabc" },
  ],
  errors: ["forbidden", "unauthenticated", "connection_failed"],
  run: async ({ outcome, event, signature, limit, cursor }, context) => {
    const found = await context.desk.callbacks.list({
      limit,
      ...(outcome === undefined ? {} : { outcome }),
      ...(event === undefined ? {} : { event_type: event }),
      ...(signature === undefined ? {} : { signature_id: signature }),
      ...(cursor === undefined ? {} : { cursor }),
    });
    return {
      data: found,
      text: () =>
        found.callbacks.length === 0 ? "No callbacks." : callbackTable(found.callbacks, context.terminal),
    };
  },
});

const idArgument = { id: { schema: CallbackId, summary: "callback id (cbk_…)" } };

export const show = command({
  name: "callbacks show",
  summary: "Show one callback with its headers and bytes",
  arguments: idArgument,
  flags: {},
  examples: [
    {
      does: "the body as it came",
      line: "creditnexus callbacks show cbk_01jabc | jq -r .body_base64 | base64 -d",
    },
  ],
  errors: ["not_found", "forbidden", "connection_failed"],
  run: async ({ id }, context) => {
    const found = withoutSecrets(await context.desk.callbacks.get(id));
    const { style } = context.terminal;
    const headers = Object.entries(found.headers).map(([name, value]) =>
      style.dim(`${name}: ${safeText(value)}`),
    );
    const body = found.body_text === null ? `(${found.size} bytes, not text)` : safeText(found.body_text);
    const came = style.dim(`came ${found.deliveries}×  sha256 ${found.sha256}`);
    return {
      data: found,
      text: () => [callbackLine(found, style), came, "", ...headers, "", body].join("\n"),
    };
  },
});

export const replay = command({
  name: "callbacks replay",
  summary: "Process callbacks again with the same bytes",
  details: "One callback by its id, or all that match the conditions.",
  arguments: {
    id: { schema: CallbackId.optional(), summary: "callback id (cbk_…)", optional: true },
  },
  flags: {
    outcome: outcomeFlag,
    event: eventFlag,
    signature: signatureFlag,
    since: { value: "TIME", summary: "received since then (UTC)", schema: UtcTime.optional() },
    until: { value: "TIME", summary: "received until then (UTC)", schema: UtcTime.optional() },
  },
  examples: [
    { does: "one, after its cause is gone", line: "creditnexus callbacks replay cbk_01jabc" },
    {
      does: "all that led nowhere today",
      line: "creditnexus callbacks replay --outcome parked dead --since 2026-01-31T00:00:00Z",
    },
    { does: "all about one agreement", line: "creditnexus callbacks replay --signature sig_01jabc" },
  ],
  errors: ["not_found", "forbidden", "connection_failed"],
  run: async ({ id, outcome, event, signature, since, until }, context) => {
    const conditions = {
      ...(outcome === undefined ? {} : { outcome }),
      ...(event === undefined ? {} : { event_type: event }),
      ...(signature === undefined ? {} : { signature_id: signature }),
      ...(since === undefined ? {} : { received_from: since }),
      ...(until === undefined ? {} : { received_to: until }),
    };
    const none = Object.keys(conditions).length === 0;
    if ((id === undefined) === none) {
      throw new UsageError("Which callbacks? Give either an id, or conditions such as --outcome parked.");
    }
    if (id === undefined) {
      const done = await context.desk.callbacks.replayMatching(conditions);
      return { data: done, text: () => `${done.replayed} callbacks are processed again.` };
    }
    const again = await context.desk.callbacks.replay(id);
    return { data: again, text: () => callbackLine(again, context.terminal.style) };
  },
});
