// Holds that the desk is right without callbacks, and that it heals after outages longer than DigiSigner's patience.
import { afterEach, expect, test } from "vitest";
import { createSteppedDesk, type SteppedDesk } from "../../../testing/stepped-desk.ts";
import { DEFAULT_WORKSPACE_ID } from "../../actor.ts";
import { reconcileEverything } from "./reconcile-everything.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** 1,000 in the full run: DESK_REQUESTS=1000. */
const REQUESTS = Number(process.env.DESK_REQUESTS ?? 6);
const TICK_MS = 3 * MINUTE_MS;
const WITHIN_MS = 15 * MINUTE_MS;

let desk: SteppedDesk;
afterEach(async () => {
  await desk?.close();
});

/** The same numbers in every run. */
const randomFrom = (seed: number) => () => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 4_294_967_296;
};

type Planned = { at: number; email: string; signatureId: string };

const invitationOf = async (signatureId: string, email: string): Promise<string> => {
  const { digisigner_request_id: requestId } = await desk.deps.db
    .selectFrom("signatures")
    .select("digisigner_request_id")
    .where("signature_id", "=", signatureId)
    .executeTakeFirstOrThrow();
  const { invitations } = await desk.control<{ invitations: { invitation_id: string; email: string }[] }>(
    "GET",
    `invitations?signature_request_id=${requestId}`,
  );
  return invitations.find((one) => one.email === email)?.invitation_id ?? "";
};

const sign = async (one: Planned): Promise<void> => {
  const id = await invitationOf(one.signatureId, one.email);
  await desk.control("POST", `invitations/${id}/sign`, {});
};

const isKnown = async ({ signatureId, email }: Planned): Promise<boolean> => {
  const row = await desk.deps.db
    .selectFrom("signer_documents as d")
    .innerJoin("signers as s", (join) =>
      join
        .onRef("s.signer_id", "=", "d.signer_id")
        .onRef("s.signature_id", "=", "d.signature_id")
        .onRef("s.workspace_id", "=", "d.workspace_id"),
    )
    .select("d.status")
    .where("d.workspace_id", "=", DEFAULT_WORKSPACE_ID)
    .where("d.signature_id", "=", signatureId)
    .where("s.email", "=", email)
    .executeTakeFirstOrThrow();
  return row.status === "signed";
};

/** Sends `count` requests with two signers each. */
const sendAll = async (count: number): Promise<string[]> => {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    ids.push(await desk.request([`jane${index}@borrower.example`, `olaf${index}@lender.example`]));
  }
  await desk.work();
  return ids;
};

test(`without any callback, whatever is signed within a day of the last sign of life is known 15 minutes later (${REQUESTS} requests)`, async () => {
  desk = await createSteppedDesk();
  const random = randomFrom(7);
  const start = desk.clock.now().getTime();
  const plan: Planned[] = [];
  for (const signatureId of await sendAll(REQUESTS)) {
    const index = plan.length / 2;
    const first = start + random() * 23 * HOUR_MS;
    plan.push({ at: first, signatureId, email: `jane${index}@borrower.example` });
    plan.push({ at: first + random() * 23 * HOUR_MS, signatureId, email: `olaf${index}@lender.example` });
  }
  const ahead = plan.toSorted((a, b) => a.at - b.at);
  const unknown = new Set<Planned>();
  const late: string[] = [];
  let worst = 0;
  while (ahead.length > 0 || unknown.size > 0) {
    desk.clock.advance(TICK_MS);
    const now = desk.clock.now().getTime();
    while ((ahead[0]?.at ?? Number.POSITIVE_INFINITY) <= now) {
      const next = ahead.shift() as Planned;
      await sign(next);
      unknown.add({ ...next, at: now });
    }
    await desk.reconcile();
    await desk.work({ without: ["signature-collect"], patient: false });
    for (const one of unknown) {
      if (await isKnown(one)) {
        unknown.delete(one);
        worst = Math.max(worst, now - one.at);
      } else if (now - one.at > WITHIN_MS) {
        unknown.delete(one);
        late.push(`${one.email} signed ${(one.at - start) / MINUTE_MS} minutes after the start`);
      }
    }
  }
  expect(late).toEqual([]);
  expect(worst).toBeLessThanOrEqual(WITHIN_MS);
  const { rows } = await desk.deps.db
    .selectFrom("signatures")
    .select(["status"])
    .execute()
    .then((all) => ({ rows: all.filter(({ status }) => status !== "completed") }));
  expect(rows).toEqual([]);
}, 3_600_000);

test.each([29, 31, 44, 46, 168])(
  "an outage of %i hours heals",
  async (hours) => {
    let isUp = true;
    desk = await createSteppedDesk({
      async deliver(journal, body) {
        if (!isUp) return false;
        await journal.write({
          workspaceId: DEFAULT_WORKSPACE_ID,
          receivedAt: desk.clock.now(),
          body: Buffer.from(body),
          headers: {},
          sourceAddress: "127.0.0.1",
          authenticity: "none",
        });
        return true;
      },
    });
    const random = randomFrom(hours);
    const plan: Planned[] = [];
    const start = desk.clock.now().getTime();
    for (const [index, signatureId] of (await sendAll(4)).entries()) {
      // The last one waits for its second signer.
      const emails = [`jane${index}@borrower.example`, `olaf${index}@lender.example`].slice(
        0,
        index === 3 ? 1 : 2,
      );
      for (const email of emails) plan.push({ at: start + random() * hours * HOUR_MS, signatureId, email });
    }
    isUp = false;
    const ahead = plan.toSorted((a, b) => a.at - b.at);
    for (let hour = 0; hour < hours; hour += 1) {
      desk.clock.advance(HOUR_MS);
      while ((ahead[0]?.at ?? Number.POSITIVE_INFINITY) <= desk.clock.now().getTime())
        await sign(ahead.shift() as Planned);
      await desk.sandbox.settle();
    }
    isUp = true;
    await reconcileEverything(desk.deps);
    for (let minute = 0; minute < 3; minute += 1) {
      desk.clock.advance(MINUTE_MS);
      await desk.sandbox.settle();
      await desk.reconcile();
      await desk.work({ without: ["signature-collect"] });
    }
    for (const one of plan) expect([one.email, await isKnown(one)]).toEqual([one.email, true]);
    const rows = await desk.deps.db.selectFrom("signatures").select("status").execute();
    expect(rows.map(({ status }) => status).toSorted()).toEqual([
      "completed",
      "completed",
      "completed",
      "in_progress",
    ]);
  },
  120_000,
);
