// `creditnexus sandbox faults`: makes the sandbox misbehave as DigiSigner and the network sometimes do.
import { z } from "zod";
import { command } from "../command/command.ts";
import type { Context } from "../command/context.ts";
import { UsageError } from "../command/errors.ts";
import type { Style } from "../terminal/style.ts";
import { callSandbox, SANDBOX_PROBLEMS } from "./control.ts";
import { Fault, Faults } from "./shapes.ts";

/** `status=503` → a number, `event_type=DOCUMENT_SIGNED` → a text: as JSON where it is JSON, as text otherwise. */
const Parameter = z.string().transform((text, context): [string, unknown] => {
  const [, name, value] = /^(\w+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) {
    context.addIssue({
      code: "custom",
      message: `${JSON.stringify(text)}: expected NAME=VALUE, such as status=503`,
    });
    return z.NEVER;
  }
  return [name, /^-?\d+(\.\d+)?$|^true$|^false$/.test(value) ? JSON.parse(value) : value];
});

const faultLine = (fault: z.output<typeof Fault>, style: Style): string => {
  const parameters = Object.entries(fault.parameters).map(([name, value]) => `${name}=${String(value)}`);
  const left = fault.remaining === undefined ? "until removed" : `${fault.remaining} times more`;
  return `${fault.id}  ${style.bold(fault.name)} ${parameters.join(" ")}  ${style.dim(`${left}, hit ${fault.hits} times`)}`;
};

const listText = ({ faults, catalogue }: z.output<typeof Faults>, style: Style): string => {
  const armed = faults.map((fault) => faultLine(fault, style));
  const known = catalogue.map((entry) => {
    const parameters = Object.entries(entry.parameters).map(
      ([name, meaning]) => `\n      ${name}  ${style.dim(meaning)}`,
    );
    return `  ${style.bold(entry.name)}  ${entry.effect}${parameters.join("")}`;
  });
  return [
    armed.length === 0 ? "No fault is armed." : armed.join("\n"),
    "",
    "Faults there are:",
    ...known,
  ].join("\n");
};

const clear = async (context: Context) => {
  await callSandbox(context, { method: "DELETE", path: "faults" }, z.unknown());
  return { data: { faults: [] }, text: () => "No fault is armed any more." };
};

export const faults = command({
  name: "sandbox faults",
  summary: "Make the sandbox misbehave, to test what your side does",
  details: "Without a name, the armed faults and all that can be armed. With a name, arms that fault.",
  arguments: {
    name: { schema: z.string().optional(), summary: "fault to arm, such as api_error", optional: true },
    parameter: {
      schema: z.array(Parameter).optional(),
      summary: "its parameters, such as endpoint=send_request status=503",
      many: true,
      optional: true,
    },
  },
  flags: {
    times: {
      value: "NUMBER",
      summary: "how often it applies; until removed otherwise",
      schema: z.coerce.number("expected a number, such as 2").int().min(1, "expected at least 1").optional(),
    },
    clear: { summary: "remove all armed faults", schema: z.boolean().default(false) },
  },
  examples: [
    { does: "what there is", line: "creditnexus sandbox faults" },
    {
      does: "the next two sends fail",
      line: "creditnexus sandbox faults api_error endpoint=send_request status=503 --times 2",
    },
    { does: "lose all callbacks", line: "creditnexus sandbox faults callback_drop" },
  ],
  errors: SANDBOX_PROBLEMS,
  run: async (input, context) => {
    const { style } = context.terminal;
    if (input.clear) {
      if (input.name !== undefined) throw new UsageError("--clear removes all faults: leave the name out.");
      return clear(context);
    }
    if (input.name === undefined) {
      const known = await callSandbox(context, { method: "GET", path: "faults" }, Faults);
      return { data: known, text: () => listText(known, style) };
    }
    const body = {
      name: input.name,
      parameters: Object.fromEntries(input.parameter ?? []),
      ...(input.times === undefined ? {} : { times: input.times }),
    };
    const armed = await callSandbox(context, { method: "POST", path: "faults", body }, Fault);
    return { data: armed, text: () => faultLine(armed, style) };
  },
});
