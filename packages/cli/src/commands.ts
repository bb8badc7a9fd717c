// The registry: every command of the program, in the order in which the help lists them.
import * as audit from "./audit/commands.ts";
import * as callbacks from "./callbacks/commands.ts";
import type { AnyCommand } from "./command/command.ts";
import { completion } from "./completion/completion.ts";
import { dev } from "./dev/dev.ts";
import { doctor } from "./doctor/doctor.ts";
import * as documents from "./documents/commands.ts";
import { download } from "./download/download.ts";
import * as evidence from "./evidence/commands.ts";
import { init } from "./init/init.ts";
import * as jobs from "./jobs/commands.ts";
import * as keys from "./keys/commands.ts";
import * as people from "./people/commands.ts";
import * as requests from "./requests/commands.ts";
import * as sandbox from "./sandbox/commands.ts";
import { send } from "./send/send.ts";
import { status } from "./status/status.ts";
import * as webhooks from "./webhooks/commands.ts";

/** A module lists its exports by name in Node, but in their order of definition when a bundler wrote it. */
const byName = (group: Record<string, AnyCommand>): AnyCommand[] =>
  Object.entries(group)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, command]) => command);

export const commands: readonly AnyCommand[] = [
  send,
  status,
  download,
  init,
  dev,
  doctor,
  ...[requests, documents, evidence, callbacks, webhooks, jobs, keys, people, audit, sandbox].flatMap(byName),
  completion(() => ({ commands, groups })),
];

/** First words that have commands below them, with their summaries. */
export const groups: Record<string, string> = {
  requests: "Look after signature requests",
  documents: "Store and fetch PDFs",
  evidence: "Fetch and verify what proves an agreement",
  callbacks: "Look into what DigiSigner posted",
  webhooks: "Tell other systems what happens",
  jobs: "Look after work that failed for good",
  keys: "Manage API keys",
  people: "Look after people who sign in with the organisation",
  audit: "See who did what",
  sandbox: "Drive the sandbox that stands in for DigiSigner",
};
