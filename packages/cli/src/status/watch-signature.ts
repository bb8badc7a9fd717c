// `status ID --watch`: one line for each thing that happens, and the signature as it stands at the end.
import type { Signature, TimelineEntry } from "@creditnexus/contract";
import type { Ended } from "../command/command.ts";
import type { Context } from "../command/context.ts";
import type { ExitName } from "../command/exit-codes.ts";
import { safeText } from "../terminal/safe-text.ts";
import type { Style } from "../terminal/style.ts";
import { statusText } from "./columns.ts";
import { followSignature, isSettled } from "./follow-signature.ts";
import { signatureText } from "./signature-text.ts";

const clockTime = (timestamp: string): string => timestamp.slice(11, 19);

const exitOf = (signature: Signature): ExitName =>
  signature.status === "completed" && signature.is_collected ? "ok" : "failed";

const entryText = (entry: TimelineEntry, style: Style): string =>
  `${style.dim(clockTime(entry.at))}  ${safeText(entry.summary)}  ${style.dim(safeText(entry.actor))}`;

const changeText = (before: Signature | undefined, now: Signature, style: Style): string | undefined => {
  if (before === undefined) return signatureText(now, style) + (isSettled(now) ? "" : "\n");
  if (isSettled(now)) return `\n${signatureText(now, style)}`;
  if (before.status === now.status && before.progress.signed === now.progress.signed) return undefined;
  const { progress } = now;
  const time = style.dim(clockTime(now.updated_at));
  return `${time}  ${statusText(now.status, style)}  ${progress.signed} of ${progress.total} signed`;
};

/** Ends with 0 only when the signature was completed and its documents verified. */
export const watchSignature = async (id: string, context: Context): Promise<Ended> => {
  const { terminal } = context;
  let last: Signature | undefined;
  for await (const happening of followSignature(id, context)) {
    if (happening.type === "timeline") {
      const { entry } = happening;
      terminal.line({ type: "timeline", timeline_entry: entry }, () => entryText(entry, terminal.style));
      continue;
    }
    const { signature } = happening;
    const change = changeText(last, signature, terminal.style);
    if (terminal.json || change !== undefined)
      terminal.line({ type: "signature", signature }, () => change ?? "");
    last = signature;
  }
  return { exit: last !== undefined ? exitOf(last) : "failed" };
};
