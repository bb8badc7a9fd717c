// Compares what the desk has in the end with the driver's ledger and with the sandbox's truth.
import { createHash } from "node:crypto";
import type { Agreement } from "./agreements.ts";
import { chainFaults, type EntryRow } from "./chain.ts";
import type { Desk } from "./desk.ts";
import type { Ledger } from "./poster.ts";
import { numberOf, type Storm } from "./storm.ts";
import { readRegressions } from "./watch.ts";

const BASE_TIME = -numberOf(0);
const PAGE = 50_000;

interface JournalRow {
  time: string;
  count: number;
  first: string;
  last: string;
  waiting: number;
}

/** The journal by callback, made in one pass; PostgreSQL hashes the bytes itself. */
const SUMMARY = `drop table if exists soak_journal;
  create unlogged table soak_journal as
    select time, count(*)::int as count, min(hash) as first, max(hash) as last,
      count(*) filter (where outcome = 'received')::int as waiting
    from (select (convert_from(body, 'UTF8')::jsonb ->> 'event_time')::bigint as time,
        encode(sha256(body), 'hex') as hash, outcome
      from callback_journal) j
    group by time;
  create index on soak_journal (time);`;

/** Every acknowledged body byte for byte as often as it was acknowledged, and nothing that was never posted. */
export const judgeJournal = async (desk: Desk, storm: Storm, ledger: Ledger): Promise<string[]> => {
  const faults: string[] = [];
  const numbers = storm.distinct + storm.told();
  await desk.query(SUMMARY);
  for (let from = 0; from < numbers; from += PAGE) {
    const rows = await desk.query<JournalRow>("select * from soak_journal where time >= $1 and time < $2", [
      BASE_TIME + from,
      BASE_TIME + Math.min(from + PAGE, numbers),
    ]);
    const found = new Map(rows.map((row) => [numberOf(Number(row.time)), row]));
    for (let number = from; number < Math.min(from + PAGE, numbers); number += 1) {
      const row = found.get(number);
      const count = row?.count ?? 0;
      const acknowledged = ledger.acknowledged[number] ?? 0;
      const attempts = ledger.attempts[number] ?? 0;
      if (count < acknowledged)
        faults.push(`lost: callback ${number}, ${acknowledged} acknowledged, ${count} kept`);
      if (count > attempts) faults.push(`invented: callback ${number}, ${attempts} posted, ${count} kept`);
      if (row === undefined) continue;
      const hash = createHash("sha256").update(storm.body(number)).digest("hex");
      if (row.first !== hash || row.last !== hash) faults.push(`changed: the bytes of callback ${number}`);
      if (row.waiting > 0) faults.push(`forgotten: callback ${number} was never looked at`);
    }
  }
  return faults;
};

interface StateRow {
  signature_id: string;
  status: string;
  is_collected: boolean;
  signed: string[];
}

const readStates = (desk: Desk): Promise<StateRow[]> =>
  desk.query<StateRow>(
    `select s.signature_id, s.status, s.collected_at is not null as is_collected,
       coalesce((select array_agg(g.email order by g.email) from signer_documents d join signers g using (workspace_id, signature_id, signer_id)
         where d.workspace_id = s.workspace_id and d.signature_id = s.signature_id and d.status = 'signed'), '{}') as signed
     from signatures s`,
  );

interface Truth {
  isCompleted: boolean;
  isCancelled: boolean;
  signed: string[];
}

const readTruth = async (desk: Desk): Promise<Map<string, Truth>> => {
  const requests = await desk.sandbox.requests();
  type Request = {
    signature_request_id: string;
    is_completed: boolean;
    documents: { cancelled: boolean; signers: { email: string; status: string }[] }[];
  };
  return new Map(
    (requests as Request[]).map((request) => [
      request.signature_request_id,
      {
        isCompleted: request.is_completed,
        isCancelled: request.documents.every((document) => document.cancelled),
        signed: request.documents
          .flatMap(({ signers }) => signers.filter((one) => one.status === "signed").map((one) => one.email))
          .sort(),
      },
    ]),
  );
};

const expectedStatus = (agreement: Agreement, truth: Truth): string => {
  if (truth.isCompleted) return "completed";
  if (agreement.isCancelled) return "cancelled";
  return truth.signed.length > 0 ? "in_progress" : "pending";
};

/** Agreements that are not, or not yet, as the sandbox has them. */
export const judgeStates = async (desk: Desk, agreements: readonly Agreement[]): Promise<string[]> => {
  const truths = await readTruth(desk);
  const states = new Map((await readStates(desk)).map((row) => [row.signature_id, row]));
  return agreements.flatMap((agreement) => {
    const truth = truths.get(agreement.requestId);
    const state = states.get(agreement.signatureId);
    if (truth === undefined || state === undefined) return [`${agreement.signatureId} is gone`];
    const expected = expectedStatus(agreement, truth);
    const isCollectedRight = state.is_collected === (expected === "completed");
    // Whoever signed just before a cancellation need not be known any more.
    const isSignedRight = expected === "cancelled" || state.signed.join() === truth.signed.join();
    const isVoid = expected !== "cancelled" || truth.isCancelled;
    if (state.status === expected && isCollectedRight && isSignedRight && isVoid) return [];
    return [
      `${agreement.signatureId} is ${state.status} (${state.signed.length} signed, collected: ${state.is_collected}), expected ${expected} (${truth.signed.length} signed)`,
    ];
  });
};

const ONCE = new Set(["requested", "sent", "completed", "cancelled", "withdrawn"]);

/** Every effect once, the chains whole, no step backwards. */
export const judgeEffects = async (
  desk: Desk,
): Promise<{ doubles: string[]; broken: string[]; regressions: string[] }> => {
  const rows = await desk.query<EntryRow>(
    `select signature_id, sequence, entry_id, at, kind, source, actor, summary, data, callback_id, previous_hash, hash
     from timeline order by signature_id, sequence`,
  );
  const doubles: string[] = [];
  const broken: string[] = [];
  for (const [signatureId, entries] of Map.groupBy(rows, (row) => row.signature_id)) {
    broken.push(...chainFaults(entries));
    const seen = new Set<string>();
    for (const { kind, data } of entries) {
      const about = data as { signer_id?: string; document_id?: string };
      const isOnce = ONCE.has(kind) || kind === "signer_signed" || kind === "document_collected";
      const key = ONCE.has(kind) ? kind : `${kind} ${about.signer_id ?? ""} ${about.document_id ?? ""}`;
      if (isOnce && seen.has(key)) doubles.push(`${signatureId}: ${key} twice`);
      seen.add(key);
    }
  }
  return { doubles, broken, regressions: await readRegressions(desk) };
};
