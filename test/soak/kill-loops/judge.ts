// Compares what the desk has after kill loops with the sandbox's truth: nothing doubled, nothing forgotten.
import { chainFaults, type EntryRow } from "../chain.ts";
import type { Desk } from "../desk.ts";
import { STOPPED } from "./people.ts";

interface SandboxRequest {
  signature_request_id: string;
  is_completed: boolean;
  documents: { cancelled: boolean; signers: { email: string }[] }[];
}

const requestsOf = (desk: Desk): Promise<SandboxRequest[]> => desk.sandbox.requests();

const isLive = (request: SandboxRequest): boolean =>
  request.documents.some((document) => !document.cancelled);

/** Nobody is asked in two agreements, so the first signer stands for the agreement. */
const agreementOf = (request: SandboxRequest): string => request.documents[0]?.signers[0]?.email ?? "";

/** Agreements with more than one request that somebody could sign at this moment. */
export const findDoubles = async (desk: Desk): Promise<string[]> => {
  const live = (await requestsOf(desk)).filter(isLive);
  return [...Map.groupBy(live, agreementOf)]
    .filter(([, same]) => same.length > 1)
    .map(([agreement, same]) => `the agreement of ${agreement} has ${same.length} live requests`);
};

/** What the dashboard shows a person as needing them. */
export const LISTED = `(s.failure is not null and not (${STOPPED})) or s.status = 'failed' or exists (select from signature_documents d
  where d.signature_id = s.signature_id and d.collection_state in ('failed', 'suspect'))`;

interface Row {
  title: string;
  status: string;
  request_id: string | null;
  is_collected: boolean;
  attempts: number;
  is_listed: boolean;
}

const judgeStates = (rows: readonly Row[], requests: readonly SandboxRequest[]): string[] => {
  const forgotten = rows.flatMap((row) => {
    if (row.is_listed) return [];
    const truth = requests.find((request) => request.signature_request_id === row.request_id);
    if (row.status === "completed" && row.is_collected && truth?.is_completed === true) return [];
    return [
      `forgotten: ${row.title} is ${row.status}, collected: ${row.is_collected}, completed in the sandbox: ${truth?.is_completed}`,
    ];
  });
  const known = new Set(rows.map((row) => row.request_id));
  const nobodys = requests
    .filter((request) => isLive(request) && !known.has(request.signature_request_id))
    .map((request) => `a live request to ${agreementOf(request)} belongs to nobody`);
  return [...forgotten, ...nobodys];
};

const ONCE = new Set(["sent", "signer_signed", "completed", "document_collected"]);

const judgeTimelines = (entries: readonly EntryRow[]): string[] =>
  [...Map.groupBy(entries, (entry) => entry.signature_id)].flatMap(([signatureId, own]) => {
    const keys = own
      .filter(({ kind }) => ONCE.has(kind))
      .map(({ kind, data }) => {
        const about = data as { signer_id?: string; document_id?: string };
        return `${kind} ${about.signer_id ?? ""} ${about.document_id ?? ""}`;
      });
    const twice = keys.filter((key, place) => keys.indexOf(key) !== place);
    return [...chainFaults(own), ...twice.map((key) => `${signatureId}: ${key} twice`)];
  });

export const judge = async (desk: Desk, agreements: number) => {
  const rows = await desk.query<Row>(
    `select title, status, digisigner_request_id as request_id, collected_at is not null as is_collected,
       send_attempt as attempts, (${LISTED}) as is_listed from signatures s`,
  );
  const requests = await requestsOf(desk);
  const entries = await desk.query<EntryRow>(
    `select signature_id, sequence, entry_id, at, kind, source, actor, summary, data, callback_id, previous_hash, hash
     from timeline order by signature_id, sequence`,
  );
  const faults = [...judgeStates(rows, requests), ...judgeTimelines(entries)];
  if (rows.length !== agreements) {
    faults.push(`${rows.length} agreements are kept, ${agreements} were asked for`);
  }
  const countEntries = (kind: string): number => entries.filter((entry) => entry.kind === kind).length;
  return {
    faults,
    listed: rows.filter((row) => row.is_listed).length,
    resent: rows.filter((row) => row.attempts > 1).length,
    undone: countEntries("send_undone"),
    stopped: countEntries("send_stopped"),
    requests: requests.length,
  };
};
