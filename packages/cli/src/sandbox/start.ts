// `creditnexus sandbox start`: the sandbox alone, until it is stopped.
import { once } from "node:events";
import { resolve } from "node:path";
import type { SandboxOptions } from "@creditnexus/sandbox";
import { z } from "zod";
import { command } from "../command/command.ts";
import type { Context } from "../command/context.ts";
import { CliError } from "../command/errors.ts";

const Port = z.coerce
  .number("expected a port from 0 to 65535")
  .int("expected a whole number")
  .min(0, "expected a port from 0 to 65535")
  .max(65_535, "expected a port from 0 to 65535");

const open = async (options: SandboxOptions) => {
  // Loaded here only: it brings a PDF engine and an HTTP server that no other command needs.
  const { createSandbox, DEFAULT_API_KEY } = await import("@creditnexus/sandbox");
  const sandbox = await createSandbox(options).catch((cause: unknown) => {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new CliError(`The sandbox could not start: ${why}`, {
      code: "sandbox_not_started",
      nextStep: "Take another port with --port, or another file with --state.",
      cause,
    });
  });
  return { sandbox, wellKnownKey: DEFAULT_API_KEY };
};

const portOfUrl = (context: Context): number => Number(new URL(context.settings.sandboxUrl).port || 80);

export const start = command({
  name: "sandbox start",
  summary: "Run the sandbox alone, until Ctrl-C",
  details:
    "A stand-in for DigiSigner with its own signing page, mailbox and clock. `npm start` runs one by itself; this is for testing another integration. Without --state everything is forgotten at the end.",
  arguments: {},
  flags: {
    port: {
      value: "PORT",
      summary: "0 takes a free one; SANDBOX_PORT or 8001 otherwise",
      schema: Port.optional(),
    },
    host: { value: "ADDRESS", summary: "address to listen on", schema: z.string().default("127.0.0.1") },
    state: {
      value: "FILE",
      summary: "keep the state in this file",
      schema: z.string().optional(),
      completes: "file",
    },
    callbackUrl: {
      value: "URL",
      summary: "where both kinds of callbacks go",
      schema: z.url({ protocol: /^https?$/, error: "expected an http or https URL" }).optional(),
    },
    seed: {
      value: "FILE",
      summary: "accounts, templates and documents to begin with",
      schema: z.string().optional(),
      completes: "file",
    },
    smtpPort: { value: "PORT", summary: "catch mail there", schema: Port.optional() },
  },
  examples: [
    { does: "on a free port", line: "creditnexus sandbox start --port 0" },
    {
      does: "for your own service",
      line: "creditnexus sandbox start --callback-url http://127.0.0.1:3000/webhook",
    },
  ],
  errors: ["sandbox_not_started"],
  run: async (input, context) => {
    const { cwd, terminal, signal } = context;
    const urls = input.callbackUrl;
    const { sandbox, wellKnownKey } = await open({
      port: input.port ?? portOfUrl(context),
      host: input.host,
      ...(input.state === undefined ? {} : { dataFile: resolve(cwd, input.state) }),
      ...(input.seed === undefined ? {} : { seed: resolve(cwd, input.seed) }),
      ...(input.smtpPort === undefined ? {} : { smtpPort: input.smtpPort }),
      ...(urls === undefined
        ? {}
        : { callbackUrls: { documentSigned: urls, signatureRequestCompleted: urls } }),
    });
    await using _closing = sandbox;
    // The well-known key opens nothing but sandboxes; one that somebody chose is not printed.
    const apiKey = sandbox.apiKey === wellKnownKey ? sandbox.apiKey : null;
    const { style } = terminal;
    const started = {
      url: sandbox.url,
      api_url: sandbox.apiUrl,
      api_key: apiKey,
      smtp_port: sandbox.smtpPort ?? null,
    };
    terminal.line(started, () =>
      [
        `${style.green("✓")} Sandbox at ${style.bold(sandbox.url)}: its signatures bind nobody.`,
        `  DIGISIGNER_BASE_URL=${sandbox.apiUrl}`,
        `  DIGISIGNER_API_KEY=${apiKey ?? "(the one in its state)"}`,
        ...(sandbox.smtpPort === undefined ? [] : [`  SMTP_URL=smtp://${input.host}:${sandbox.smtpPort}`]),
        style.dim("  Ctrl-C stops it."),
      ].join("\n"),
    );
    if (!signal.aborted) await once(signal, "abort");
    return { exit: "ok" };
  },
});
