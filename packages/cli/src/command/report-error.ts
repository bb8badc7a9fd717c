// Prints why a command failed, with the next step, as text or as JSON, and answers its exit code.
import { ApiError } from "@creditnexus/contract";
import { safeText } from "../terminal/safe-text.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { CliError } from "./errors.ts";
import { EXIT_CODES, type ExitName } from "./exit-codes.ts";
import { NEXT_STEPS } from "./next-steps.ts";
import { exitOfProblem } from "./problems.ts";

interface Report {
  code: string;
  exit: ExitName;
  detail: string;
  nextStep: string | undefined;
  problem: Record<string, unknown>;
  faults: { path: string; message: string }[];
  requestId: string | undefined;
}

const empty = { problem: {}, faults: [], requestId: undefined };

const describe = (error: unknown): Report => {
  if (error instanceof CliError) {
    return { ...empty, code: error.code, exit: error.exit, detail: error.message, nextStep: error.nextStep };
  }
  if (error instanceof ApiError) {
    return {
      code: error.code,
      exit: exitOfProblem(error.code, error.status),
      detail: error.message,
      nextStep: NEXT_STEPS[error.code],
      problem: error.problem ?? {},
      faults: error.problem?.errors ?? [],
      requestId: error.problem?.request_id,
    };
  }
  const detail = error instanceof Error ? error.message : String(error);
  return {
    ...empty,
    code: "unexpected",
    exit: "failed",
    detail: `Unexpected: ${detail}`,
    nextStep:
      "This is a fault of creditnexus itself: run it again with NODE_DEBUG=creditnexus for the stack, and report it.",
  };
};

const text = (report: Report, terminal: Terminal): string => {
  const { errorStyle: style } = terminal;
  const lines = report.detail.split("\n").map(safeText);
  const out = [`${style.red("✗")} ${lines.join("\n  ")}`];
  for (const { path, message } of report.faults) {
    if (!report.detail.includes(message)) out.push(`  ${style.bold(safeText(path))} ${safeText(message)}`);
  }
  if (report.nextStep !== undefined) out.push(`  ${style.dim("→")} ${report.nextStep}`);
  if (report.requestId !== undefined) out.push(style.dim(`  request ${safeText(report.requestId)}`));
  return out.join("\n");
};

/** Writes `error` to standard error; the exit code follows from its kind. */
export const reportError = (error: unknown, terminal: Terminal, debug: boolean): number => {
  const report = describe(error);
  const exitCode = EXIT_CODES[report.exit].code;
  if (terminal.json) {
    const { code, detail, nextStep, problem } = report;
    const body = {
      ...problem,
      code,
      detail,
      ...(nextStep === undefined ? {} : { next_step: nextStep }),
      exit_code: exitCode,
    };
    terminal.error(JSON.stringify({ error: body }, null, 2));
  } else {
    terminal.error(text(report, terminal));
  }
  if (debug && error instanceof Error) terminal.error(error.stack ?? "");
  return exitCode;
};
