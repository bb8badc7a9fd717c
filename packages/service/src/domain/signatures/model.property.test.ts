// Holds that any sequence of commands leaves the desk as a pure model says: nothing lost, doubled, believed or taken back.
//
// MODEL_SEQUENCES sets how many, MODEL_SEED repeats a failure (fast-check prints seed and path of the smallest one).
import { chainFaults } from "@creditnexus/contract";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { QUEUES } from "../../jobs/workers.ts";
import { createSteppedDesk, type SteppedDesk } from "../../testing/stepped-desk.ts";
import { DEFAULT_WORKSPACE_ID, libraryActor } from "../actor.ts";
import { replayCallbacks } from "../callbacks/replay-callbacks.ts";
import { mailQueue } from "../mails/queues.ts";
import { remindByHand } from "../mails/remind-by-hand.ts";
import { readTimeline } from "../timeline/read-timeline.ts";
import { entryToWire } from "../timeline/wire.ts";
import { cancelSignature } from "./close/cancel-signature.ts";
import { declineSignature } from "./close/decline-signature.ts";
import { loadSignature } from "./load-signatures.ts";
import { FRESH_MS, reconcileEverything } from "./reconcile/reconcile-everything.ts";
import { syncNow } from "./sync/sync-now.ts";

const SEQUENCES = Number(process.env.MODEL_SEQUENCES ?? 40);
const SEED = Number(process.env.MODEL_SEED ?? 20_260_115);
const DAYS_MS = 31 * 86_400_000;

type Command =
  | { do: "sign"; signer: number }
  /** True or not, at any time; `again` posts the same bytes twice. */
  | { do: "say_signed"; signer: number; again: boolean }
  | { do: "say_completed"; again: boolean }
  | { do: "work" }
  /** With `account`, the API key is refused once by whoever goes on, until a person retries. */
  | { do: "crash"; atCall: number; when: "before" | "after"; account: boolean }
  | { do: "account" }
  | { do: "cancel" }
  | { do: "decline"; signer: number }
  /** With `again`, twice in the same minute. */
  | { do: "remind"; again: boolean }
  | { do: "expire" }
  | { do: "replay" }
  | { do: "reconcile" };

/** What DigiSigner knows, what the desk knows, and what it still owes. */
type Model = {
  signers: number;
  inOrder: boolean;
  signed: Set<number>;
  known: Set<number>;
  status: "sending" | "pending" | "in_progress" | "completed" | Closed;
  closedAs: Closed | undefined;
  isSent: boolean;
  isDeleted: boolean;
  /** Somebody is to look at DigiSigner. */
  isRung: boolean;
  hasCallbacks: boolean;
  /** How often each signer was reminded. */
  reminders: number[];
};

type Closed = "cancelled" | "expired" | "declined";

const isOpen = ({ status }: Model): boolean =>
  status === "sending" || status === "pending" || status === "in_progress";

const learn = (model: Model): void => {
  model.known = new Set(model.signed);
  if (model.signed.size === model.signers) model.status = "completed";
  else if (isOpen(model) && model.known.size > 0) model.status = "in_progress";
};

/** What somebody was to look at is looked at. */
const look = (model: Model): void => {
  model.isRung = false;
  learn(model);
};

/** Everything owed is done. */
const work = (model: Model): void => {
  if (!model.isSent) {
    if (model.status === "sending") {
      model.isSent = true;
      model.status = "pending";
    }
    model.isRung = false;
    return;
  }
  if (model.isRung) look(model);
  if (isOpen(model) || model.status === "completed" || model.isDeleted) return;
  // Before the documents are deleted, the truth is read once more.
  look(model);
  if ((model.status as Model["status"]) !== "completed") model.isDeleted = true;
};

const close = (model: Model, how: Closed): void => {
  if (!isOpen(model)) return;
  model.status = how;
  model.closedAs = how;
};

const entriesOf = (model: Model): Record<string, number> => ({
  requested: 1,
  ...(model.isSent ? { sent: 1 } : {}),
  ...(model.known.size > 0 ? { signer_signed: model.known.size } : {}),
  ...(model.status === "completed" ? { completed: 1 } : {}),
  ...(model.closedAs === undefined ? {} : { [model.closedAs]: 1 }),
  ...(model.isDeleted ? { withdrawn: 1 } : {}),
  ...(remindersOf(model) > 0 ? { reminded: remindersOf(model) } : {}),
});

const remindersOf = ({ reminders }: Model): number => reminders.reduce((sum, count) => sum + count, 0);

/** Who has not signed, as far as the desk knows; in signing order only the first of them. */
const unsigned = ({ signers, known, inOrder }: Model): number[] => {
  const all = Array.from({ length: signers }, (_, index) => index).filter((index) => !known.has(index));
  return inOrder ? all.slice(0, 1) : all;
};

const signer = fc.nat({ max: 1 });
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("sign" as const), signer }) },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant("say_signed" as const), signer, again: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("say_completed" as const), again: fc.boolean() }) },
  { weight: 4, arbitrary: fc.constant({ do: "work" as const }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("crash" as const),
      atCall: fc.integer({ min: 1, max: 4 }),
      when: fc.constantFrom("before" as const, "after" as const),
      account: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ do: "account" as const }) },
  { weight: 1, arbitrary: fc.constant({ do: "cancel" as const }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("decline" as const), signer }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("remind" as const), again: fc.boolean() }) },
  { weight: 1, arbitrary: fc.constant({ do: "expire" as const }) },
  { weight: 1, arbitrary: fc.constant({ do: "replay" as const }) },
  { weight: 1, arbitrary: fc.constant({ do: "reconcile" as const }) },
);

const sequence = fc.record({
  signers: fc.integer({ min: 1, max: 2 }),
  inOrder: fc.boolean(),
  commands: fc.array(command, { minLength: 1, maxLength: 10 }),
});

let desk: SteppedDesk;
beforeAll(async () => {
  desk = await createSteppedDesk({ mails: true });
});
afterAll(async () => {
  await desk?.close();
});

const emailOf = (index: number): string => `signer${index}@borrower.example`;
/** Collecting has tests of its own; here it would take most of the time. */
const without = ["signature-collect"];
const allButMails = QUEUES.map(({ name }) => name).filter((name) => name !== mailQueue.name);
const MINUTE_MS = 60_000;

type Sent = { requestId: string; documentId: string };

const sentAs = async (signatureId: string): Promise<Sent | undefined> => {
  const row = await desk.deps.db
    .selectFrom("signatures as s")
    .innerJoin("signature_documents as d", "d.signature_id", "s.signature_id")
    .select(["s.digisigner_request_id", "d.digisigner_document_id"])
    .where("s.signature_id", "=", signatureId)
    .executeTakeFirstOrThrow();
  if (row.digisigner_request_id === null || row.digisigner_document_id === null) return undefined;
  return { requestId: row.digisigner_request_id, documentId: row.digisigner_document_id };
};

/** One call is refused; what stops because of it, a person retries. */
const workWithExpiredKey = async (signatureId: string): Promise<void> => {
  await desk.control("POST", "faults", { name: "expired_key", times: 1 });
  await desk.work({ without });
  await desk.control("DELETE", "faults");
  const { status, failure } = await loadSignature(desk.deps.db, DEFAULT_WORKSPACE_ID, signatureId);
  if (status === "sending" && failure !== null) await syncNow(desk.deps, libraryActor, signatureId);
  await desk.work({ without });
};

const perform = async (model: Model, signatureId: string, one: Command): Promise<void> => {
  const sent = await sentAs(signatureId);
  switch (one.do) {
    case "sign": {
      if (
        sent === undefined ||
        model.isDeleted ||
        one.signer >= model.signers ||
        model.signed.has(one.signer) ||
        // Whose turn it is not yet has no invitation to sign.
        (model.inOrder && one.signer > model.signed.size)
      )
        return;
      const { invitations } = await desk.control<{
        invitations: { invitation_id: string; email: string }[];
      }>("GET", `invitations?signature_request_id=${sent.requestId}`);
      const id = invitations.find(({ email }) => email === emailOf(one.signer))?.invitation_id;
      await desk.control("POST", `invitations/${id}/sign`, {});
      model.signed.add(one.signer);
      return;
    }
    case "say_signed":
    case "say_completed": {
      if (sent === undefined) return;
      const event_time = desk.clock.now().getTime();
      const event =
        one.do === "say_signed"
          ? {
              event_time,
              event_type: "DOCUMENT_SIGNED",
              document_id: sent.documentId,
              signer_email: emailOf(one.signer).toUpperCase(),
            }
          : {
              event_time,
              event_type: "SIGNATURE_REQUEST_COMPLETED",
              signature_request: { signature_request_id: sent.requestId, is_completed: true, documents: [] },
            };
      await desk.post(event);
      if (one.again) await desk.post(event);
      model.isRung = true;
      model.hasCallbacks = true;
      return;
    }
    case "crash":
      await desk.work({ without, crash: one });
      if (one.account) await workWithExpiredKey(signatureId);
      await desk.work({ without });
      return work(model);
    case "account":
      await workWithExpiredKey(signatureId);
      return work(model);
    case "work":
      await desk.work({ without });
      return work(model);
    case "cancel":
      if (!isOpen(model)) return;
      await cancelSignature(desk.deps, libraryActor, signatureId, { reason: "Withdrawn" });
      return close(model, "cancelled");
    case "decline": {
      if (!isOpen(model) || one.signer >= model.signers) return;
      const { signers } = await loadSignature(desk.deps.db, DEFAULT_WORKSPACE_ID, signatureId);
      const signerId = signers.find(({ email }) => email === emailOf(one.signer))?.signerId;
      await declineSignature(desk.deps, libraryActor, signatureId, { reason: "Said no by phone", signerId });
      return close(model, "declined");
    }
    case "remind": {
      desk.clock.advance(MINUTE_MS);
      const remind = () => remindByHand({ ...desk.deps, canSendMail: true }, libraryActor, signatureId);
      if (!isOpen(model) || model.status === "sending") {
        await expect(remind()).rejects.toMatchObject({ code: isOpen(model) ? "not_ready" : "conflict" });
        return;
      }
      await remind();
      if (one.again) await remind();
      await desk.work({ without: allButMails, patient: false });
      // Who had signed without the desk knowing is found out before the mail is written; whoever rang is still owed a look.
      const asked = unsigned(model);
      if (asked.length > 0) learn(model);
      const open = unsigned(model);
      for (const index of asked.filter((one) => open.includes(one)))
        model.reminders[index] = (model.reminders[index] ?? 0) + 1;
      return;
    }
    case "expire":
      desk.clock.advance(DAYS_MS);
      await desk.reconcile();
      await desk.work({ without });
      // The look that was due is taken before the documents are deleted, the signature being closed already.
      close(model, "expired");
      model.isRung ||= model.isSent && model.closedAs === undefined;
      return work(model);
    case "replay":
      await replayCallbacks(desk.deps, libraryActor, { signatureId });
      if (model.hasCallbacks) await desk.work({ without });
      if (model.hasCallbacks) model.isRung = true;
      return model.hasCallbacks ? work(model) : undefined;
    case "reconcile":
      await reconcileEverything(desk.deps);
      // What was looked at just before becomes due when that look is no longer fresh.
      desk.clock.advance(FRESH_MS);
      await desk.reconcile();
      await desk.work({ without });
      if (model.isSent && isOpen(model)) model.isRung = true;
      return work(model);
  }
};

const observe = async (signatureId: string) => {
  const row = await desk.deps.db
    .selectFrom("signatures")
    .select(["status", "digisigner_request_id"])
    .where("signature_id", "=", signatureId)
    .executeTakeFirstOrThrow();
  const shares = await desk.deps.db
    .selectFrom("signer_documents")
    .select("status")
    .where("signature_id", "=", signatureId)
    .execute();
  const timeline = await readTimeline(desk.deps.db, { workspaceId: DEFAULT_WORKSPACE_ID, signatureId });
  const counts: Record<string, number> = {};
  // How often a send had to be undone or was stopped depends on where it was interrupted.
  for (const { kind } of timeline) {
    if (kind !== "send_undone" && kind !== "send_stopped") counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return {
    status: row.status,
    known: shares.filter(({ status }) => status === "signed").length,
    entries: counts,
    chain: (await chainFaults(timeline.map(entryToWire)))[0],
  };
};

const liveRequests = async (title: string): Promise<number> => {
  const { requests } = await desk.control<{
    requests: { documents: { title: string; cancelled: boolean }[] }[];
  }>("GET", "requests");
  return requests.filter(({ documents }) => documents.some((one) => one.title === title && !one.cancelled))
    .length;
};

/** What arrived in each signer's mailbox from the desk. */
const mailsOf = async (signers: number, title: string): Promise<number[]> => {
  const { mails } = await desk.control<{ mails: { to: string[]; text: string; source: string }[] }>(
    "GET",
    "mailbox",
  );
  const ours = mails.filter(({ source, text }) => source === "smtp" && text.includes(`“${title}”`));
  return Array.from(
    { length: signers },
    (_, index) => ours.filter(({ to }) => to.includes(emailOf(index))).length,
  );
};

test(`${SEQUENCES} sequences of commands end as the model says`, async () => {
  let number = 0;
  const property = fc.asyncProperty(sequence, async ({ signers, inOrder, commands }) => {
    number += 1;
    // The sandbox lists everything it has; what is over need not slow down what comes.
    if (number % 50 === 0) await desk.sandbox.reset();
    const title = `Sequence ${number} of ${SEQUENCES}`;
    const emails = Array.from({ length: signers }, (_, index) => emailOf(index));
    const signatureId = await desk.request(emails, title, { inOrder });
    const model: Model = {
      signers,
      inOrder,
      signed: new Set(),
      known: new Set(),
      status: "sending",
      closedAs: undefined,
      isSent: false,
      isDeleted: false,
      isRung: false,
      hasCallbacks: false,
      reminders: Array.from({ length: signers }, () => 0),
    };
    for (const one of [...commands, { do: "work" as const }]) {
      await perform(model, signatureId, one);
      expect(await observe(signatureId)).toEqual({
        status: model.status,
        known: model.known.size,
        entries: entriesOf(model),
        chain: undefined,
      });
    }
    expect(await liveRequests(title)).toBe(model.isSent && !model.isDeleted ? 1 : 0);
    expect(await mailsOf(signers, title)).toEqual(model.reminders);
    // What is left of it does not concern the next sequence.
    await desk.deps.db
      .updateTable("signatures")
      .set({ next_sync_at: null })
      .where("signature_id", "=", signatureId)
      .execute();
  });
  const path = process.env.MODEL_PATH;
  await fc.assert(property, { numRuns: SEQUENCES, seed: SEED, ...(path === undefined ? {} : { path }) });
}, 7_200_000);
