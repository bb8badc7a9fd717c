// `creditnexus sandbox reset`: an empty sandbox again.
import { z } from "zod";
import { command } from "../command/command.ts";
import { callSandbox, SANDBOX_PROBLEMS } from "./control.ts";

export const reset = command({
  name: "sandbox reset",
  summary: "Empty the sandbox",
  details:
    "Deletes all documents, requests, mails and callbacks of the sandbox; settings stay. Agreements that a desk still follows there are gone for it as well.",
  arguments: {},
  flags: {},
  examples: [{ does: "before a test run", line: "creditnexus sandbox reset" }],
  errors: SANDBOX_PROBLEMS,
  run: async (_input, context) => {
    await callSandbox(context, { method: "POST", path: "reset", body: {} }, z.unknown());
    const { sandboxUrl } = context.settings;
    return { data: { reset: true, sandbox_url: sandboxUrl }, text: () => `${sandboxUrl} is empty.` };
  },
});
