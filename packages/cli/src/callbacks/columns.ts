// How callbacks look on a terminal: in a list, and as one line each while they arrive.
import type { Callback } from "@creditnexus/contract";
import { shortTime } from "../status/columns.ts";
import { safeText } from "../terminal/safe-text.ts";
import type { Style } from "../terminal/style.ts";
import { type Column, table } from "../terminal/table.ts";
import type { Terminal } from "../terminal/terminal.ts";

const PAINT: Record<Callback["outcome"], keyof Style> = {
  received: "cyan",
  processed: "green",
  ignored: "dim",
  unmatched: "yellow",
  parked: "yellow",
  dead: "red",
};

export const callbackTable = (callbacks: readonly Callback[], terminal: Terminal): string => {
  const columns: Column<Callback>[] = [
    { title: "ID", value: (one) => one.callback_id },
    { title: "RECEIVED", value: (one) => shortTime(one.received_at) },
    { title: "EVENT", value: (one) => safeText(one.event_type ?? "–"), flexible: true },
    { title: "SIGNER", value: (one) => safeText(one.signer_email ?? "–"), flexible: true },
    { title: "PROOF", value: (one) => one.authenticity },
    { title: "CAME", value: (one) => `${one.deliveries}×` },
    {
      title: "OUTCOME",
      value: (one) => one.outcome,
      paint: (cell, one) => terminal.style[PAINT[one.outcome]](cell),
    },
  ];
  return table(callbacks, columns, { width: terminal.width, heading: terminal.style.dim });
};

export const callbackLine = (callback: Callback, style: Style): string => {
  const what = [
    callback.event_type ?? "(no event type)",
    callback.signer_email ?? "",
    callback.signature_id ?? "",
  ];
  const duplicate = callback.is_duplicate ? style.dim("  again") : "";
  const outcome = style[PAINT[callback.outcome]](callback.outcome);
  const why = callback.outcome_detail === null ? "" : `  ${safeText(callback.outcome_detail)}`;
  return `${style.dim(callback.received_at.slice(11, 23))}  ${safeText(what.join("  "))}  ${outcome}${why}${duplicate}`;
};
