// What `dev` says while it runs, for people and as JSON lines.
import type { Callback, Finding } from "@creditnexus/contract";
import { callbackLine } from "../callbacks/columns.ts";
import { safeText } from "../terminal/safe-text.ts";
import type { Terminal } from "../terminal/terminal.ts";

export type Provider = "sandbox" | "digisigner";

const loud = (lines: readonly string[], { style }: Terminal): string => {
  const bar = style.yellow("┃");
  return lines.map((line) => `${bar} ${style.bold(line)}`).join("\n");
};

export const sayReady = (
  terminal: Terminal,
  facts: { url: string; provider: Provider; attached: boolean },
  reload: boolean,
): void => {
  const runs = reload ? "runs, and starts again when its sources or .env change" : "runs";
  const how = facts.attached ? "was running already" : runs;
  terminal.line(
    { type: "ready", ...facts },
    () => `${terminal.style.green("✓")} The desk at ${facts.url} ${how}.`,
  );
};

export const sayDeskEnded = (terminal: Terminal, how: string): void =>
  terminal.line({ type: "desk_ended", how, restarts_on: "change" }, () =>
    loud(
      [
        `The desk ended with ${how}; its own words are above.`,
        "It starts again when a source or .env changes.",
      ],
      terminal,
    ),
  );

export const sayDeskStarts = (terminal: Terminal, changed: string): void =>
  terminal.line({ type: "desk_starts_again", changed }, () =>
    terminal.style.dim(`  ${safeText(changed)} changed: the desk starts again.`),
  );

export const sayTunnel = (
  terminal: Terminal,
  facts: {
    url: string;
    callbackUrl: string;
    /** Whether DigiSigner may hold another address of before, which then leads nowhere. */
    changed: boolean;
    provider: Provider;
    finding: Finding;
  },
): void => {
  const { style } = terminal;
  const { changed } = facts;
  const data = {
    type: "tunnel",
    provider: facts.provider,
    public_url: facts.url,
    callback_urls: { document_signed: facts.callbackUrl, signature_request_completed: facts.callbackUrl },
    changed,
    self_test: { outcome: facts.finding.outcome, cause: facts.finding.cause, detail: facts.finding.detail },
  };
  const text = () => {
    const lines = [`${style.green("✓")} Tunnel open: ${facts.url}`];
    if (facts.provider === "sandbox") lines.push("  The sandbox sends its callbacks there.");
    else if (changed) {
      lines.push(
        loud(
          [
            "THE PUBLIC ADDRESS CHANGED.",
            "Callbacks are lost until DigiSigner's settings have the new one, twice:",
          ],
          terminal,
        ),
        `  ${style.cyan(facts.callbackUrl)}`,
      );
    } else {
      lines.push(
        "  Enter this address twice in DigiSigner's settings (it holds a secret token):",
        `  ${style.cyan(facts.callbackUrl)}`,
      );
    }
    if (facts.finding.outcome !== "pass") {
      lines.push(
        `${style.red("✗")} ${safeText(facts.finding.detail)}`,
        `  ${style.dim("→")} ${facts.finding.fix ?? ""}`,
      );
    }
    return lines.join("\n");
  };
  terminal.line(data, text);
};

export const sayBroken = (terminal: Terminal, why: string): void =>
  terminal.line({ type: "tunnel_broken", why }, () =>
    loud([`The tunnel broke: ${safeText(why)}. Opening another.`], terminal),
  );

export const sayLedAgain = (terminal: Terminal): void =>
  terminal.line({ type: "wired_again" }, () =>
    terminal.style.dim("  The sandbox started again; its callbacks come through the tunnel again."),
  );

export const sayRetry = (terminal: Terminal, error: unknown, attempt: number, waitMs: number): void => {
  const why = error instanceof Error ? error.message : String(error);
  terminal.line({ type: "tunnel_retry", why, attempt, wait_ms: waitMs }, () =>
    terminal.style.dim(`  no tunnel yet (${safeText(why)}); attempt ${attempt + 1} in ${waitMs / 1000} s`),
  );
};

export const sayCallback = (terminal: Terminal, callback: Callback): void =>
  terminal.line({ type: "callback", callback }, () => callbackLine(callback, terminal.style));
