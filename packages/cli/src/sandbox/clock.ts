// `creditnexus sandbox clock`: the sandbox's time, and how to move it.
import { z } from "zod";
import { command } from "../command/command.ts";
import { callSandbox, SANDBOX_PROBLEMS } from "./control.ts";
import { Clock } from "./shapes.ts";

export const clock = command({
  name: "sandbox clock",
  summary: "Show or advance the sandbox's clock",
  details:
    "Callback retries and expiry in the sandbox follow its own clock. Advancing it makes everything due until then happen.",
  arguments: {},
  flags: {
    advance: {
      value: "DURATION",
      summary: "move it forward, such as 90s, 65m, 30h or 2d",
      schema: z
        .string()
        .regex(/^\d+(\.\d+)?(ms|s|m|h|d)$/, "expected a number with ms, s, m, h or d behind, such as 65m")
        .optional(),
    },
    scale: {
      value: "FACTOR",
      summary: "sandbox seconds per real second from now on",
      schema: z.coerce.number("expected a number, such as 60").positive("expected more than 0").optional(),
    },
  },
  examples: [
    { does: "let the second retry of a callback come now", line: "creditnexus sandbox clock --advance 20m" },
    { does: "an hour a minute", line: "creditnexus sandbox clock --scale 60" },
  ],
  errors: SANDBOX_PROBLEMS,
  run: async ({ advance, scale }, context) => {
    const body = {
      ...(advance === undefined ? {} : { advance }),
      ...(scale === undefined ? {} : { scale }),
    };
    const call =
      Object.keys(body).length === 0
        ? ({ method: "GET", path: "clock" } as const)
        : ({ method: "POST", path: "clock", body } as const);
    const now = await callSandbox(context, call, Clock);
    const ahead = Math.round(now.offset_ms / 1000);
    return {
      data: now,
      text: () => `${now.now}  ${ahead} s ahead of real time, ${now.scale}× as fast`,
    };
  },
});
