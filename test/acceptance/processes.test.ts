// Two HTTP processes and two workers on one database: they share the work, and the end of any of them loses nothing.
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Desk, startDesk } from "../soak/desk.ts";
import { pause, type Service } from "../soak/processes.ts";

let desk: Desk;
let documentId: string;
beforeAll(async () => {
  desk = await startDesk({ http: 2, workers: 2, env: { LOG_LEVEL: "info" } });
  documentId = await desk.uploadAgreement();
});
afterAll(async () => {
  await desk?.stop();
});

const request = async (title: string): Promise<string> => {
  const body = { signers: ["jane@borrower.internal"], send_emails: false, title };
  const path = `/api/documents/${documentId}/signatures`;
  return (await desk.call("POST", path, body, title.replaceAll(/\W/g, "-"))).signature_id;
};

const until = async (condition: string, count: number, seconds = 60): Promise<void> => {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const [row] = await desk.query<{ n: number }>(
      `select count(*)::int as n from signatures s where ${condition}`,
    );
    if (row?.n === count) return;
    if (Date.now() > deadline) throw new Error(`${row?.n} of ${count} signatures: ${condition}`);
    await pause(100);
  }
};

interface Invitation {
  invitation_id: string;
  email: string;
  status: string;
  document_ids: string[];
}

const signEverything = async (): Promise<void> => {
  const { invitations } = await desk.sandbox.control("GET", "invitations");
  for (const one of (invitations as Invitation[]).filter(({ status }) => status === "open")) {
    await desk.sandbox.control("POST", `invitations/${one.invitation_id}/sign`, {});
    await desk.postCallback(
      JSON.stringify({
        event_time: Date.now(),
        event_type: "DOCUMENT_SIGNED",
        document_id: one.document_ids[0],
        signer_email: one.email,
      }),
    );
  }
};

/** Requests, signs and collects `count` agreements while `disturb` goes on. */
const carryThrough = async (name: string, count: number, disturb: () => Promise<void>): Promise<void> => {
  const before = (await desk.query<{ n: number }>("select count(*)::int as n from signatures"))[0]?.n ?? 0;
  const requesting = (async () => {
    for (let index = 0; index < count; index += 1) await request(`${name} ${index}`);
  })();
  await Promise.all([disturb(), requesting]);
  await until("s.status = 'pending' or s.status = 'completed'", before + count);
  await signEverything();
  await until("s.status = 'completed' and s.collected_at is not null", before + count);
};

test("whichever process is asked, the answer is the same", async () => {
  const signatureId = await request("Asked of both");
  await until("s.status = 'pending'", 1);
  const answers = await Promise.all([1, 2].map(() => desk.call("GET", `/api/signatures/${signatureId}`)));
  expect(answers[0]).toEqual(answers[1]);
});

test("both workers take part in the work", async () => {
  await carryThrough("Shared", 12, async () => undefined);
  for (const worker of desk.workers) {
    expect(worker.printed()).toMatch(/signature sent|signature moved on|signed document collected/);
  }
});

const victims: [string, (all: Desk) => readonly Service[]][] = [
  ["an HTTP process", (all) => all.http],
  ["a worker", (all) => all.workers],
];

test.each(victims)(
  "the end of %s loses nothing",
  async (_name, choose) => {
    for (const [index, victim] of choose(desk).entries()) {
      await carryThrough(`${victim.role} ${index}`, 6, async () => {
        await pause(150);
        await victim.kill();
      });
    }
    const [row] = await desk.query<{ live: number; entries: number }>(
      `select count(distinct digisigner_request_id)::int as live, count(*)::int as entries from signatures`,
    );
    expect(row?.live).toBe(row?.entries);
    const requests = await desk.sandbox.requests();
    const live = requests.filter((one: { documents: { cancelled: boolean }[] }) =>
      one.documents.some((document) => !document.cancelled),
    );
    expect(live).toHaveLength(row?.entries ?? 0);
  },
  300_000,
);
