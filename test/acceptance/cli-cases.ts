// For every command a line that does its work and one that fails, with how both must end.
import { randomUUID } from "node:crypto";
import { JANE, type SecretKind, type World } from "./cli-world.ts";

export interface Case {
  /** Words behind the command; asked for each run, so that each has something to work on. */
  words: (world: World) => readonly string[] | Promise<readonly string[]>;
  exit?: number;
  /** What people read; with `exit`, on standard error. */
  text: RegExp;
  /** Secrets that this command exists to show. */
  shows?: SecretKind;
  /** It runs until Ctrl-C, which comes when it has shown `text`; what has to happen until then. */
  runsOn?: (world: World) => Promise<void>;
  /** Standard output is no JSON even on a pipe. */
  raw?: true;
  /** Without this: no service and no sandbox at the addresses, exit code 5. */
  fails?: { words?: (world: World) => readonly string[]; exit: number };
}

const NOBODY = "http://127.0.0.1:9";
const AWAY = ["--url", NOBODY, "--sandbox-url", NOBODY];

/** Words of the line that fails; what it names need not be new. */
export const failingWords = async (one: Case, world: World): Promise<readonly string[]> => {
  const old = { ...world, sent: async () => world.guarded, endpoint: async () => world.endpointId };
  return one.fails?.words?.(world) ?? [...(await one.words(old)), ...AWAY];
};

const nothing = () => [];
const guarded = ({ guarded: id }: World) => [id];
const sent = async ({ sent: send }: World) => [await send()];
const endpoint = async (world: World) => [await world.endpoint()];
const delivery = ({ deliveryId }: World) => [deliveryId];
const nothingToDo = async () => undefined;

export const CASES: Record<string, Case> = {
  send: { words: () => ["loan.pdf", "--fresh", "--to", JANE], text: /loan {2}sending/ },
  status: { words: guarded, text: /jane\.roe@northgate/ },
  download: { words: ({ completed }) => [completed, "-o", `${randomUUID()}.pdf`], text: /\.pdf/ },
  init: {
    words: () => ["--yes", "--live"],
    text: /kept as they were: DIGISIGNER_API_KEY/,
    shows: "callback token",
    // It asks DigiSigner only.
    fails: { words: () => ["--yes", "--live", "--base-url", "ftp://digisigner"], exit: 2 },
  },
  dev: {
    words: nothing,
    text: /was running already/,
    runsOn: nothingToDo,
    // Its token is in .env, its library is not installed.
    fails: { words: () => ["--tunnel", "ngrok"], exit: 1 },
  },
  // Nothing outside can reach the desk, which is a finding.
  doctor: { words: nothing, exit: 1, text: /DigiSigner cannot reach/, fails: { exit: 1 } },
  "requests accept": {
    words: ({ completed }) => [completed, "--sha256", "0".repeat(64), "--reason", "compared on paper"],
    exit: 6,
    text: /No document .* is suspect/,
  },
  "requests cancel": { words: sent, text: /cancelled/ },
  "requests decline": { words: async (world) => [await world.sent(), "--reason", "no"], text: /declined/ },
  "requests links": { words: guarded, text: /jane\.roe@northgate/, shows: "signing link" },
  "requests list": { words: nothing, text: /ID +TITLE +STATUS/ },
  "requests remind": { words: guarded, text: /jane\.roe@northgate/ },
  "requests resend": {
    words: async (world) => [await world.sent(), "--from", JANE, "--to", "max.poe@northgate.bank"],
    text: /max\.poe@northgate/,
  },
  "requests show": { words: guarded, text: /jane\.roe@northgate/ },
  "requests sync": { words: guarded, text: /jane\.roe@northgate/ },
  "requests timeline": { words: guarded, text: /canary/ },
  "requests watch": { words: ({ completed }) => [completed], text: /verified/ },
  "documents download": {
    words: ({ documentId }) => [documentId, "-o", `${randomUUID()}.pdf`],
    text: /\.pdf/,
  },
  "documents list": { words: nothing, text: /facility-agreement/ },
  "documents upload": { words: () => ["loan.pdf"], text: /doc_/ },
  "evidence get": { words: ({ completed }) => [completed, "-o", `${randomUUID()}.zip`], text: /\.zip/ },
  "evidence key": { words: nothing, text: /PUBLIC KEY/ },
  "evidence verify": {
    words: () => ["bundle.zip"],
    exit: 7,
    text: /there is something to look at/,
    fails: { words: () => ["loan.pdf"], exit: 2 },
  },
  "callbacks list": { words: ({ completed }) => ["--signature", completed], text: /DOCUMENT_SIGNED/ },
  "callbacks listen": {
    words: nothing,
    text: /DOCUMENT_SIGNED|SIGNATURE_REQUEST_COMPLETED/,
    runsOn: ({ redeliver }) => redeliver(),
  },
  "callbacks replay": { words: ({ completed }) => ["--signature", completed], text: /processed again/ },
  "callbacks show": { words: ({ callbackId }) => [callbackId], text: /sha256/ },
  // It would send a real request from a desk on DigiSigner; its rounds in the sandbox are tested with `dev`.
  "callbacks trigger": { words: () => ["document-signed"], exit: 6, text: /runs on DigiSigner/ },
  "webhooks add": { words: ({ hook }) => [hook], text: /whsec_/ },
  "webhooks deliveries": { words: nothing, text: /ping/ },
  "webhooks disable": { words: endpoint, text: /disabled/ },
  "webhooks enable": { words: endpoint, text: /active/ },
  "webhooks list": { words: nothing, text: /127\.0\.0\.1/ },
  "webhooks ping": { words: ({ endpointId }) => [endpointId], text: /dlv_/ },
  "webhooks redeliver": { words: delivery, text: /dlv_/ },
  "webhooks remove": { words: endpoint, text: /whe_/ },
  "webhooks replay": {
    words: ({ endpointId }) => [endpointId, "--since", "2020-01-01T00:00:00Z"],
    text: /\d/,
  },
  "webhooks rotate": { words: endpoint, text: /whsec_/ },
  "webhooks show": { words: delivery, text: /ping/ },
  "jobs failed": { words: nothing, text: /Nothing failed for good/ },
  "jobs retry": { words: nothing, text: /0 jobs are tried again/ },
  "keys create": { words: () => ["ci"], text: /keep it now/ },
  "keys list": { words: nothing, text: /canary/ },
  "keys revoke": { words: async ({ key }) => [await key()], text: /is revoked/ },
  "people list": { words: nothing, text: /Jane Roe +jane\.roe@northgate\.bank +viewer/ },
  "people sign-out": { words: ({ personId }) => [personId], text: /sessions of usr_\w+ have ended/ },
  "audit list": { words: nothing, text: /key\.created/ },
  "sandbox callbacks": { words: nothing, text: /DOCUMENT_SIGNED/ },
  "sandbox clock": { words: nothing, text: /20\d\d/ },
  "sandbox faults": { words: nothing, text: /api_error/ },
  "sandbox invitations": { words: nothing, text: /jane\.roe@northgate/ },
  "sandbox mailbox": { words: nothing, text: /jane\.roe@northgate/ },
  "sandbox redeliver": { words: ({ sentCallbackId }) => [sentCallbackId], text: /was sent again/ },
  "sandbox reset": { words: ({ spare }) => ["--sandbox-url", spare], text: /empty/ },
  "sandbox sign": { words: sent, text: /jane\.roe@northgate/ },
  "sandbox start": {
    words: () => ["--port", "0"],
    text: /bind nobody/,
    runsOn: nothingToDo,
    fails: { words: ({ spare }) => ["--port", new URL(spare).port], exit: 1 },
  },
  completion: {
    words: () => ["bash"],
    text: /complete -F/,
    raw: true,
    fails: { words: () => ["csh"], exit: 2 },
  },
};
