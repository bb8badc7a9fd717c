// `creditnexus doctor`: every check with its outcome and its fix; the exit code is that of the worst.
import { type Finding, type FindingOutcome, worst } from "@creditnexus/contract";
import { z } from "zod";
import { command } from "../command/command.ts";
import type { ExitName } from "../command/exit-codes.ts";
import { safeText } from "../terminal/safe-text.ts";
import type { Style } from "../terminal/style.ts";
import { collectFacts } from "./collect-facts.ts";
import { judge } from "./judge.ts";

const EXIT: Record<FindingOutcome, ExitName> = { pass: "ok", warn: "warnings", fail: "failed" };

const mark = (outcome: FindingOutcome, style: Style): string =>
  ({ pass: style.green("✓"), warn: style.yellow("!"), fail: style.red("✗") })[outcome];

const findingText = (finding: Finding, style: Style): string => {
  const line = `  ${mark(finding.outcome, style)} ${safeText(finding.detail)}`;
  return finding.fix === null ? line : `${line}\n    ${style.dim("→")} ${safeText(finding.fix)}`;
};

const verdict = (findings: readonly Finding[], style: Style): string => {
  const count = (outcome: FindingOutcome) => findings.filter((one) => one.outcome === outcome).length;
  const [failed, warned] = [count("fail"), count("warn")];
  if (failed > 0) return style.red(`${failed} failed${warned > 0 ? `, ${warned} to look at` : ""}.`);
  return warned > 0 ? style.yellow(`${warned} to look at.`) : style.green("Everything is in order.");
};

const report = (findings: readonly Finding[], style: Style): string => {
  const groups = Map.groupBy(findings, (finding) => finding.group);
  const parts = [...groups].map(([group, members]) =>
    [style.bold(group), ...members.map((finding) => findingText(finding, style))].join("\n"),
  );
  return [...parts, verdict(findings, style)].join("\n\n");
};

export const doctor = command({
  name: "doctor",
  summary: "Check the whole set-up and say what to mend",
  details:
    "Checks this machine, the service, the provider and the callbacks. It posts one self-test callback of an unknown type, which stays in the journal and touches no agreement. It shows no secret and no token, so that its output can be passed on; the callback URLs to enter at DigiSigner come from `creditnexus init`. Ends with 0 when all is well, 7 with warnings, 1 with failures.",
  arguments: {},
  flags: {
    findMode: {
      summary: "find out whether the account is in TEST or PROD mode: uploads a page and deletes it",
      schema: z.boolean().default(false),
    },
  },
  examples: [
    { does: "look at everything", line: "creditnexus doctor" },
    { does: "before going live", line: "creditnexus doctor --find-mode" },
    {
      does: "only what is wrong, for a script",
      line: "creditnexus doctor | jq '.findings[] | select(.outcome != \"pass\")'",
    },
  ],
  errors: ["settings_not_checked"],
  run: async (input, context) => {
    const facts = await context.terminal.progress("Checking", () =>
      collectFacts(context, { findMode: input.findMode }),
    );
    const findings = judge(facts);
    const outcome = worst(findings);
    return {
      data: { outcome, findings },
      text: () => report(findings, context.terminal.style),
      exit: EXIT[outcome],
    };
  },
});
