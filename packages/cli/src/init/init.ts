// `creditnexus init`: asks what is needed, checks it, writes `.env`, and says what to enter at DigiSigner.
import { join } from "node:path";
import { z } from "zod";
import { command } from "../command/command.ts";
import { inspectEnvFile } from "../doctor/private-files.ts";
import { copyToClipboard } from "../terminal/clipboard.ts";
import { callbackUrls } from "./callback-urls.ts";
import { checkAccount } from "./check-account.ts";
import { checkWritten } from "./check-written.ts";
import { decide } from "./decide.ts";
import { withSettings } from "./env-text.ts";
import { initText } from "./init-text.ts";
import { readEnvText, writeEnvFile } from "./write-env-file.ts";

export const init = command({
  name: "init",
  summary: "Set the desk up: write .env, check the key, show the callback URLs",
  details:
    "Asks what is needed on a terminal; --yes takes the sandbox, and DigiSigner where --live is given or .env has a key. A value that .env has already is never changed, and what the service would refuse is not written. The key is read from DIGISIGNER_API_KEY or asked for: never give it on the command line, where other users can see it.",
  arguments: {},
  flags: {
    yes: {
      short: "y",
      summary: "ask nothing; the sandbox unless --live, or a key in .env",
      schema: z.boolean().default(false),
    },
    live: {
      summary: "use DigiSigner, with the key in DIGISIGNER_API_KEY",
      schema: z.boolean().default(false),
    },
    publicUrl: {
      value: "URL",
      summary: "how DigiSigner reaches the desk, such as https://signatures.example.com",
      schema: z.url({ protocol: /^https?$/, error: "expected an http or https URL" }).optional(),
    },
    baseUrl: {
      value: "URL",
      summary: "DigiSigner's API, if not https://api.digisigner.com/v1",
      schema: z.url({ protocol: /^https?$/, error: "expected an http or https URL" }).optional(),
    },
  },
  examples: [
    { does: "try it out, no account needed", line: "creditnexus init --yes" },
    { does: "with DigiSigner, asking", line: "creditnexus init" },
    {
      does: "with DigiSigner, in a script",
      line: "DIGISIGNER_API_KEY=… creditnexus init --yes --live --public-url https://signatures.example.com",
    },
  ],
  errors: [
    "no_digisigner_key",
    "digisigner_key_refused",
    "digisigner_unreachable",
    "settings_refused",
    "settings_not_checked",
    "env_not_written",
  ],
  run: async (input, context) => {
    const { terminal } = context;
    const path = join(context.cwd, ".env");
    const before = await readEnvText(context.cwd);
    const decision = await decide(input, before, context);
    const { text, written, kept } = withSettings(before, decision.values);
    const faults = await checkWritten(before, text, context);
    const account = decision.live ? await checkAccount(decision, context) : undefined;
    await writeEnvFile(path, text);
    const [envFile, urls] = await Promise.all([
      inspectEnvFile(context.cwd),
      decision.live ? callbackUrls(decision) : null,
    ]);
    const copied =
      terminal.interactive && urls !== null ? await copyToClipboard(urls.document_signed) : false;
    // Nothing is known where git could not be asked.
    const covered = envFile.tracked ? false : (envFile.ignored ?? null);
    const result = {
      file: path,
      written,
      kept,
      provider: decision.live ? "digisigner" : "sandbox",
      mode: account?.mode ?? null,
      callback_urls: urls,
      gitignore_covers_it: covered,
      notes: [...decision.notes, ...faults],
    };
    return { data: result, text: () => initText(result, { copied, style: terminal.style }) };
  },
});
