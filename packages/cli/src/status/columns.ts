// How a signature looks in a list and alone on a terminal.
import type { Signature, SignatureStatus } from "@creditnexus/contract";
import { safeText } from "../terminal/safe-text.ts";
import type { Style } from "../terminal/style.ts";
import { type Column, table } from "../terminal/table.ts";
import type { Terminal } from "../terminal/terminal.ts";

type Paint = keyof Style;

const PAINT: Record<SignatureStatus, Paint> = {
  sending: "cyan",
  pending: "cyan",
  in_progress: "cyan",
  completed: "green",
  declined: "red",
  expired: "yellow",
  cancelled: "yellow",
  failed: "red",
};

/** `in_progress` → `in progress`. */
export const words = (state: string): string => state.replaceAll("_", " ");

export const statusText = (status: SignatureStatus, style: Style): string =>
  style[PAINT[status]](words(status));

/** `2026-01-31 09:30`, UTC, as everywhere in the product. */
export const shortTime = (timestamp: string | null): string =>
  timestamp === null ? "–" : timestamp.slice(0, 16).replace("T", " ");

export const signatureTable = (signatures: readonly Signature[], terminal: Terminal): string => {
  const columns: Column<Signature>[] = [
    { title: "ID", value: (one) => one.signature_id },
    { title: "TITLE", value: (one) => safeText(one.title), flexible: true },
    {
      title: "STATUS",
      value: (one) => words(one.status),
      paint: (cell, one) => terminal.style[PAINT[one.status]](cell),
    },
    { title: "SIGNED", value: (one) => `${one.progress.signed}/${one.progress.total}`, align: "right" },
    { title: "REQUESTED", value: (one) => shortTime(one.requested_at) },
    { title: "EXPIRES", value: (one) => shortTime(one.expires_at).slice(0, 10) },
  ];
  return table(signatures, columns, { width: terminal.width, heading: terminal.style.dim });
};
