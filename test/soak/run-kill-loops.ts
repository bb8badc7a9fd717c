// Kill loops: sends and completions while their workers are killed at random points and the sandbox fails too.
import { chainFaults, type EntryRow } from "./chain.ts";
import { type Desk, startDesk } from "./desk.ts";
import { pause } from "./processes.ts";
import { type Random, randomFrom } from "./random.ts";

export interface KillLoopOptions {
  agreements: number;
  /** Kills while agreements are sent, and as many while they are completed. */
  kills: number;
  seed: number;
  report?: (line: string) => void;
}

/** What the sandbox does to one call in so many; each fault once, whichever call it meets. */
const FAULTS = [
  { name: "api_error", parameters: { endpoint: "upload_document", status: 503 } },
  { name: "api_error", parameters: { endpoint: "send_request", status: 500 } },
  { name: "api_error", parameters: { endpoint: "any", status: 502 } },
  { name: "api_hang", parameters: { endpoint: "send_request", milliseconds: 1_500 } },
  { name: "api_hang", parameters: { endpoint: "any", milliseconds: 1_000 } },
  { name: "api_cut", parameters: { endpoint: "any" } },
  { name: "api_commit_then_cut", parameters: { endpoint: "send_request" } },
  { name: "api_commit_then_cut", parameters: { endpoint: "send_request" } },
  { name: "api_commit_then_cut", parameters: { endpoint: "upload_document" } },
  { name: "api_commit_then_cut", parameters: { endpoint: "delete_document" } },
  { name: "api_garbage", parameters: { endpoint: "send_request" } },
  { name: "api_error", parameters: { endpoint: "download_document", status: 500 } },
  { name: "api_cut", parameters: { endpoint: "download_document" } },
  { name: "download_truncated", parameters: {} },
] as const;

interface SandboxRequest {
  signature_request_id: string;
  is_completed: boolean;
  documents: { document_id: string; title: string; cancelled: boolean }[];
}

const requestsOf = async (desk: Desk): Promise<SandboxRequest[]> =>
  (await desk.sandbox.control("GET", "requests")).requests;

/** Titles with more than one request that somebody could sign. */
const doubles = (requests: readonly SandboxRequest[]): string[] => {
  const live = requests.filter((request) => request.documents.some((document) => !document.cancelled));
  return [...Map.groupBy(live, (request) => request.documents[0]?.title ?? "")]
    .filter(([, same]) => same.length > 1)
    .map(([title, same]) => `${title} has ${same.length} live requests`);
};

/**
 * Hands out the work in as many parts as there are kills, so that each kill meets some of it under way, at a random point;
 * every part also meets a fault of the sandbox. Goes on without kills until all is resolved.
 */
const disturb = async (
  desk: Desk,
  options: {
    kills: number;
    random: Random;
    seen: Set<string>;
    begin: (part: number) => Promise<void>;
    isOver: () => Promise<boolean>;
  },
): Promise<void> => {
  const { random } = options;
  for (let part = 0; part < options.kills; part += 1) {
    const fault = FAULTS[random.below(FAULTS.length)];
    await desk.sandbox.control("POST", "faults", { ...fault, times: 1 });
    const beginning = options.begin(part);
    await pause(random.below(1_500));
    const victims = random.next() < 0.8 ? desk.workers : desk.http;
    await victims[random.below(victims.length)]?.kill();
    await beginning;
    for (const double of doubles(await requestsOf(desk))) options.seen.add(double);
    // Sometimes the next one dies while its predecessor's jobs are still held by a dead worker, sometimes not.
    await pause(random.below(2_000));
  }
  while (!(await options.isOver())) {
    for (const double of doubles(await requestsOf(desk))) options.seen.add(double);
    await pause(500);
  }
};

const count = async (desk: Desk, condition: string): Promise<number> =>
  Number(
    (await desk.query<{ n: string }>(`select count(*) as n from signatures s where ${condition}`))[0]?.n,
  );

/** Indexes of one part of the work, everything being spread evenly. */
const partOf = (all: number, parts: number, part: number): number[] =>
  Array.from({ length: all }, (_, index) => index).filter((index) => index % parts === part);

const request = (desk: Desk, documentId: string, index: number): Promise<unknown> => {
  const body = {
    signers: [`jane.${index}@borrower.internal`],
    send_emails: false,
    title: `Agreement ${index}`,
  };
  return desk.call("POST", `/api/documents/${documentId}/signatures`, body, `kill-loop-${index}`);
};

interface Invitation {
  invitation_id: string;
  email: string;
  status: string;
  document_ids: string[];
}

/** Somebody signs, and DigiSigner says so until it is acknowledged. */
const sign = async (desk: Desk, invitation: Invitation): Promise<void> => {
  // The control API is disturbed by no fault.
  await desk.sandbox.control("POST", `invitations/${invitation.invitation_id}/sign`, {});
  const body = JSON.stringify({
    event_time: Date.now(),
    event_type: "DOCUMENT_SIGNED",
    document_id: invitation.document_ids[0],
    signer_email: invitation.email,
  });
  await desk.postCallback(body);
};

/** What the dashboard shows a person as needing them. */
const LISTED = `s.failure is not null or s.status = 'failed' or exists (select from signature_documents d
  where d.signature_id = s.signature_id and d.collection_state in ('failed', 'suspect'))`;

const judge = async (desk: Desk, agreements: number) => {
  const rows = await desk.query<{
    title: string;
    status: string;
    request_id: string | null;
    is_collected: boolean;
    failure: unknown;
    attempts: number;
    is_listed: boolean;
  }>(
    `select title, status, digisigner_request_id as request_id, collected_at is not null as is_collected, failure,
       send_attempt as attempts, (${LISTED}) as is_listed from signatures s`,
  );
  const requests = await requestsOf(desk);
  const listed = rows.filter((row) => row.is_listed);
  const faults: string[] = [];
  if (rows.length !== agreements)
    faults.push(`${rows.length} agreements are kept, ${agreements} were asked for`);
  for (const row of rows) {
    if (listed.includes(row)) continue;
    const truth = requests.find((request) => request.signature_request_id === row.request_id);
    if (row.status !== "completed" || !row.is_collected || truth?.is_completed !== true)
      faults.push(
        `forgotten: ${row.title} is ${row.status}, collected: ${row.is_collected}, completed in the sandbox: ${truth?.is_completed}`,
      );
  }
  const known = new Set(rows.map((row) => row.request_id));
  for (const request of requests) {
    const isLive = request.documents.some((document) => !document.cancelled);
    if (isLive && !known.has(request.signature_request_id))
      faults.push(`a live request of ${request.documents[0]?.title} belongs to nobody`);
  }
  const entries = await desk.query<EntryRow>("select * from timeline order by signature_id, sequence");
  for (const [signatureId, own] of Map.groupBy(entries, (entry) => entry.signature_id)) {
    faults.push(...chainFaults(own.map(({ ...entry }) => pickEntry(entry))));
    for (const kind of ["sent", "signer_signed", "completed", "document_collected"]) {
      if (own.filter((entry) => entry.kind === kind).length > 1) faults.push(`${signatureId}: ${kind} twice`);
    }
  }
  return {
    faults,
    listed: listed.length,
    resent: rows.filter((row) => row.attempts > 1).length,
    undone: entries.filter((entry) => entry.kind === "send_undone").length,
    requests: requests.length,
  };
};

/** The columns that the chain is over. */
const pickEntry = (row: EntryRow): EntryRow => {
  const {
    signature_id,
    sequence,
    entry_id,
    at,
    kind,
    source,
    actor,
    summary,
    data,
    callback_id,
    previous_hash,
    hash,
  } = row;
  return {
    signature_id,
    sequence,
    entry_id,
    at,
    kind,
    source,
    actor,
    summary,
    data,
    callback_id,
    previous_hash,
    hash,
  };
};

/** Resolves to the figures; `faults` is empty when nothing was doubled or forgotten. */
export const runKillLoops = async (options: KillLoopOptions) => {
  const { agreements, kills, report } = options;
  const started = performance.now();
  const since = (): number => Math.round((performance.now() - started) / 100) / 10;
  const random = randomFrom(options.seed);
  const desk = await startDesk({ http: 1, workers: 2 });
  const seen = new Set<string>();
  const deadline = Date.now() + 90_000 + agreements * 4_000;
  const phase = async (
    name: string,
    begin: (part: number) => Promise<void>,
    resolved: string,
  ): Promise<void> => {
    const isOver = async (): Promise<boolean> =>
      Date.now() > deadline || (await count(desk, resolved)) >= agreements;
    await disturb(desk, { kills, random, seen, begin, isOver });
    await desk.sandbox.control("DELETE", "faults");
    report?.(`${name} after ${since()} s`);
  };
  try {
    const documentId = await desk.uploadAgreement();
    await phase(
      "sent",
      async (part) => {
        for (const index of partOf(agreements, kills, part)) await request(desk, documentId, index);
      },
      `s.status <> 'sending' or ${LISTED}`,
    );
    const { invitations } = await desk.sandbox.control("GET", "invitations");
    const open = (invitations as Invitation[]).filter((one) => one.status === "open");
    await phase(
      "completed",
      async (part) => {
        for (const index of partOf(open.length, kills, part)) await sign(desk, open[index] as Invitation);
      },
      `s.collected_at is not null or ${LISTED}`,
    );
    const { faults, ...figures } = await judge(desk, agreements);
    faults.push(...seen);
    return {
      seed: options.seed,
      agreements,
      kills_of_sends: kills,
      kills_of_completions: kills,
      duplicate_live_requests: seen.size,
      ...figures,
      seconds: since(),
      faults,
    };
  } finally {
    await desk.stop();
  }
};
