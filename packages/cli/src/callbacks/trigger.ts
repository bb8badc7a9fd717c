// `creditnexus callbacks trigger`: a whole true round in the sandbox, so that real callbacks come, not canned ones.
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Signature } from "@creditnexus/contract";
import { z } from "zod";
import { command } from "../command/command.ts";
import type { Context } from "../command/context.ts";
import { CliError } from "../command/errors.ts";
import { samplePdf } from "../sample-pdf.ts";
import { callSandbox, SANDBOX_PROBLEMS } from "../sandbox/control.ts";
import { signEveryone } from "../sandbox/sign.ts";

/** What happens in each scenario: a fault to arm first, and how many of the two people sign. */
const SCENARIOS = {
  "document-signed": { fault: undefined, signers: 1, does: "the first of two people signs" },
  "signature-request-completed": { fault: undefined, signers: 2, does: "both people sign" },
  duplicate: { fault: "callback_duplicate", signers: 1, does: "the same callback comes twice" },
  reordered: { fault: "callback_reorder", signers: 2, does: "the completed event overtakes the signed one" },
  garbled: {
    fault: "callback_garble",
    signers: 1,
    does: "the body is spoilt, and right at the retry (5 minutes later, or `creditnexus sandbox clock --advance 5m`)",
  },
  lost: { fault: "callback_drop", signers: 1, does: "the callback never comes" },
} as const;

type Scenario = keyof typeof SCENARIOS;

const NAMES = Object.keys(SCENARIOS) as [Scenario, ...Scenario[]];
const PEOPLE = [
  { email: "jane.roe@lender.example", name: "Jane Roe", role: "Lender", order: 1 },
  { email: "max.poe@borrower.example", name: "Max Poe", role: "Borrower", order: 2 },
];
const POLL_MS = 200;
const LONGEST_WAIT_MS = 60_000;

const untilSent = async (id: string, { desk, signal }: Context): Promise<Signature> => {
  const deadline = performance.now() + LONGEST_WAIT_MS;
  while (performance.now() < deadline) {
    const signature = await desk.signatures.get(id, { signal });
    if (signature.status === "failed") break;
    if (signature.status !== "sending") return signature;
    await sleep(POLL_MS, undefined, { signal });
  }
  throw new CliError(`${id} could not be sent to the sandbox.`, {
    code: "not_sent",
    nextStep: `Look at it with \`creditnexus status ${id}\`, and run \`creditnexus doctor\`.`,
  });
};

const refuseLive = async ({ desk }: Context): Promise<void> => {
  const { provider } = await desk.session.get();
  if (provider === "sandbox") return;
  throw new CliError("This desk runs on DigiSigner: a trigger would send a real request.", {
    code: "not_on_sandbox",
    nextStep: "Trigger callbacks at a desk on the sandbox: start one without DIGISIGNER_API_KEY.",
  });
};

const request = async (scenario: Scenario, { desk, signal }: Context): Promise<string> => {
  const key = randomUUID();
  const { document_id } = await desk.documents.upload(samplePdf(`Triggered: ${scenario}`), {
    fileName: `${scenario}.pdf`,
    idempotencyKey: `${key}-document`,
    signal,
  });
  const body = { signers: PEOPLE, send_emails: false };
  const made = await desk.signatures.request(document_id, body, {
    idempotencyKey: `${key}-signature`,
    signal,
  });
  return made.signature_id;
};

export const trigger = command({
  name: "callbacks trigger",
  summary: "Make real callbacks come, by a whole round in the sandbox",
  details: `Uploads a small agreement, sends it to two people and signs for them in the sandbox:\n${NAMES.map((name) => `  ${name}: ${SCENARIOS[name].does}`).join("\n")}`,
  arguments: {
    scenario: {
      schema: z.enum(NAMES, `expected one of ${NAMES.join(", ")}`),
      summary: NAMES.join(", "),
      completes: NAMES,
    },
  },
  flags: {},
  examples: [
    { does: "one signature", line: "creditnexus callbacks trigger document-signed" },
    { does: "does my receiver stand a duplicate?", line: "creditnexus callbacks trigger duplicate" },
  ],
  errors: [
    "not_on_sandbox",
    "not_sent",
    "conflict",
    ...SANDBOX_PROBLEMS,
    "forbidden",
    "unauthenticated",
    "connection_failed",
  ],
  run: async ({ scenario }, context) => {
    const { fault, signers } = SCENARIOS[scenario];
    await refuseLive(context);
    const signed = await context.terminal.progress("Sending a small agreement", async (say) => {
      const id = await request(scenario, context);
      await untilSent(id, context);
      if (fault !== undefined) {
        const body = { name: fault, times: 1 };
        await callSandbox(context, { method: "POST", path: "faults", body }, z.unknown());
      }
      say("Signing");
      await signEveryone(id, { atMost: signers }, context);
      return context.desk.signatures.get(id);
    });
    const { style } = context.terminal;
    return {
      data: { scenario, signature_id: signed.signature_id, signers: signers },
      text: () =>
        `${style.green("✓")} ${signed.signature_id}: ${SCENARIOS[scenario].does}.\n  ${style.dim("See what came: creditnexus callbacks list")}`,
    };
  },
});
