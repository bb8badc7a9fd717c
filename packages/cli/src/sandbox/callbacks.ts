// `creditnexus sandbox callbacks`: what the sandbox sent to the desk and what was answered.
import { z } from "zod";
import { command } from "../command/command.ts";
import { shortTime } from "../status/columns.ts";
import { safeText } from "../terminal/safe-text.ts";
import { type Column, table } from "../terminal/table.ts";
import { callSandbox, SANDBOX_PROBLEMS } from "./control.ts";
import { type SandboxCallback, SandboxCallbacks } from "./shapes.ts";

const answerOf = (callback: SandboxCallback): string => {
  const last = callback.attempts.at(-1);
  if (last === undefined) return "–";
  return last.status === undefined ? (last.error ?? "no answer") : String(last.status);
};

const columns: Column<SandboxCallback>[] = [
  { title: "CALLBACK", value: (one) => one.id },
  { title: "EVENT", value: (one) => one.event_type },
  { title: "SIGNER", value: (one) => safeText(one.signer_email ?? "–"), flexible: true },
  { title: "STATE", value: (one) => one.state.replaceAll("_", " ") },
  { title: "TRIES", value: (one) => String(one.attempts.length), align: "right" },
  { title: "ANSWER", value: (one) => safeText(answerOf(one)), flexible: true },
  { title: "NEXT", value: (one) => shortTime(one.next_due ?? null) },
];

/** The callback URL's query carries the token that proves a callback. */
const withoutTokens = (callback: SandboxCallback): SandboxCallback => ({
  ...callback,
  attempts: callback.attempts.map((attempt) => ({ ...attempt, url: attempt.url.replace(/\?.*$/, "") })),
});

export const callbacks = command({
  name: "sandbox callbacks",
  summary: "List the callbacks that the sandbox sent, with every attempt",
  arguments: {},
  flags: {},
  examples: [
    {
      does: "those that were not accepted",
      line: "creditnexus sandbox callbacks | jq '.callbacks[] | select(.state != \"accepted\")'",
    },
  ],
  errors: SANDBOX_PROBLEMS,
  run: async (_input, context) => {
    const answer = await callSandbox(context, { method: "GET", path: "callbacks" }, SandboxCallbacks);
    const found = answer.callbacks.map(withoutTokens);
    const { terminal } = context;
    return {
      data: { callbacks: found },
      text: () =>
        found.length === 0
          ? "No callbacks yet."
          : table(found, columns, { width: terminal.width, heading: terminal.style.dim }),
    };
  },
});

export const redeliver = command({
  name: "sandbox redeliver",
  summary: "Send a callback of the sandbox again, with the same bytes",
  arguments: { id: { schema: z.string().min(1), summary: "callback id of the sandbox" } },
  flags: {},
  examples: [{ does: "again", line: "creditnexus sandbox redeliver 4f0c" }],
  errors: ["not_found", "conflict", ...SANDBOX_PROBLEMS],
  run: async ({ id }, context) => {
    const path = `callbacks/${encodeURIComponent(id)}/redeliver`;
    await callSandbox(context, { method: "POST", path, body: {} }, z.unknown());
    return { data: { redelivered: id }, text: () => `${id} was sent again.` };
  },
});
