// Mails to signers: to the right ones, with their links, once; caught by the sandbox's mailbox.
import { randomUUID } from "node:crypto";
import { createServer } from "node:net";
import { DigiSigner } from "@creditnexus/digisigner";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemClock } from "../../clock/clock.ts";
import { createTestDesk, type TestDesk, until } from "../../testing/test-desk.ts";
import { createVault } from "../secrets/vault.ts";
import { createMailer } from "./mailer.ts";
import { remindDue } from "./remind-due.ts";
import { sendMail } from "./send-mail.ts";

let desk: TestDesk;
beforeAll(async () => {
  desk = await createTestDesk({ callbacks: false });
});
afterAll(async () => {
  await desk?.close();
});

type Mail = { to: string[]; subject: string; text: string; links: string[]; source: string };
const mailsTo = async (email: string): Promise<Mail[]> => {
  const { mails } = await desk.control<{ mails: Mail[] }>("GET", "mailbox");
  return mails.filter((mail) => mail.source === "smtp" && mail.to.includes(email));
};
const log = pino({ level: "silent" });
const remindDeps = () => ({
  db: desk.database.kysely,
  clock: systemClock,
  jobs: desk.queue,
  log,
  settings: {
    provider: "sandbox" as const,
    maxUploadBytes: 5 * 1024 * 1024,
    webhooks: { allowPrivate: true, requireHttps: false },
  },
});
const remindRound = () => remindDue(remindDeps());
/** What a mail job is given, apart from mail server and keys. */
const jobDeps = () => ({
  ...remindDeps(),
  digisigner: new DigiSigner({ apiKey: desk.sandbox.apiKey, baseUrl: desk.sandbox.apiUrl }),
});

/** So that a reminder `days` before expiry is due. A second ago: the database counts microseconds, our clock whole milliseconds. */
const bringExpiryTo = (signatureId: string, days: number) =>
  desk.database.pool.query(
    `update signatures set expires_at = now() + make_interval(days => $2) - interval '1 minute',
      next_reminder_at = now() - interval '1 second' where signature_id = $1`,
    [signatureId, days],
  );

test("by hand, only whose turn it is gets a mail, with their own link", async () => {
  const sent = await desk.send([
    { email: "first@hand.example", name: "Ada First", order: 1 },
    { email: "second@hand.example", order: 2 },
  ]);
  const [first, second] = sent.signers;
  const result = await desk.client.signatures.remind(sent.signature_id, {
    signer_ids: [first?.signer_id ?? "", second?.signer_id ?? ""],
  });
  expect(result.reminded.map((one) => one.email)).toEqual(["first@hand.example"]);
  expect(result.skipped).toEqual([
    { signer_id: second?.signer_id, email: "second@hand.example", reason: "it is not their turn yet" },
  ]);
  const [mail] = await until(
    () => mailsTo("first@hand.example"),
    (mails) => mails.length === 1,
  );
  const { links } = await desk.client.signatures.links(sent.signature_id);
  expect(mail?.links).toContain(links[0]?.sign_document_url);
  expect(mail?.text).toContain("Dear Ada First,");
  expect(mail?.text).toContain("sandbox");
  expect(await mailsTo("second@hand.example")).toEqual([]);

  const again = await desk.client.signatures.remind(sent.signature_id);
  expect(again.reminded).toEqual([]);
  const { events } = await until(
    () => desk.client.signatures.timeline(sent.signature_id),
    (timeline) => timeline.events.some((event) => event.kind === "reminded"),
  );
  expect(JSON.stringify(events)).not.toContain("invitationId");
});

test("who has signed is not reminded", async () => {
  const sent = await desk.send(["done@hand.example", "open@hand.example"]);
  await desk.signAll(sent, 1);
  const synced = await desk.client.signatures.sync(sent.signature_id);
  const done = synced.signers.find((signer) => signer.status === "signed");
  const result = await desk.client.signatures.remind(sent.signature_id, {
    signer_ids: [done?.signer_id ?? ""],
  });
  expect(result).toMatchObject({ reminded: [], skipped: [{ reason: "has signed already" }] });
});

test("closed signatures and foreign signers are refused", async () => {
  const sent = await desk.send(["a@hand.example"]);
  await expect(
    desk.client.signatures.remind(sent.signature_id, { signer_ids: ["sgr_01kb0000000000000000000000"] }),
  ).rejects.toMatchObject({ code: "invalid_request" });
  await desk.client.signatures.cancel(sent.signature_id);
  await expect(desk.client.signatures.remind(sent.signature_id)).rejects.toMatchObject({ code: "conflict" });
});

test("on its day a scheduled reminder goes out once, however often the schedule is looked at", async () => {
  // Its own address for each try: the mailbox keeps what an earlier one got.
  const email = `due-${randomUUID()}@schedule.example`;
  const sent = await desk.send([email], { expires_in_days: 30, reminder_days: [7, 3] });
  await bringExpiryTo(sent.signature_id, 7);
  await remindRound();
  await until(
    () => mailsTo(email),
    (mails) => mails.length === 1,
  );
  await bringExpiryTo(sent.signature_id, 7);
  await remindRound();
  await bringExpiryTo(sent.signature_id, 3);
  await remindRound();
  const mails = await until(
    () => mailsTo(email),
    (found) => found.length >= 2,
  );
  expect(mails).toHaveLength(2);
  const { rows } = await until(
    () =>
      desk.database.pool.query<{ mail_key: string; state: string }>(
        "select mail_key, state from mails where signature_id = $1 order by created_at",
        [sent.signature_id],
      ),
    (result) => result.rows.every((row) => row.state === "sent"),
  );
  expect(rows).toEqual([
    { mail_key: "before:7", state: "sent" },
    { mail_key: "before:3", state: "sent" },
  ]);
});

test("after an outage over several reminders only the latest goes out", async () => {
  const sent = await desk.send(["late@schedule.example"], { reminder_days: [7, 3, 1] });
  await bringExpiryTo(sent.signature_id, 1);
  await remindRound();
  await until(
    () => mailsTo("late@schedule.example"),
    (mails) => mails.length === 1,
  );
  const { rows } = await desk.database.pool.query(
    "select m.mail_key, s.next_reminder_at from mails m join signatures s using (workspace_id, signature_id) where signature_id = $1",
    [sent.signature_id],
  );
  expect(rows).toEqual([{ mail_key: "before:1", next_reminder_at: null }]);
});

test("a cancellation tells the signers when asked to, without their links", async () => {
  const sent = await desk.send(["told@cancel.example"]);
  await desk.client.signatures.cancel(sent.signature_id, {
    reason: "The deal is off",
    notify_signers: true,
  });
  const [mail] = await until(
    () => mailsTo("told@cancel.example"),
    (mails) => mails.length === 1,
  );
  expect(mail?.text).toContain("The deal is off");
  expect(mail?.links).toEqual([]);
  const silent = await desk.send(["untold@cancel.example"]);
  await desk.client.signatures.cancel(silent.signature_id);
  const { rows } = await desk.database.pool.query("select 1 from mails where signature_id = $1", [
    silent.signature_id,
  ]);
  expect(rows).toEqual([]);
});

test("a mail found half-sent is not sent again, and its outcome is noted as unknown", async () => {
  const sent = await desk.send(["half@sent.example"]);
  const signer = sent.signers[0];
  const key = ["wsp_default", sent.signature_id, signer?.signer_id ?? "", "before:7"];
  await desk.database.pool.query(
    "insert into mails (workspace_id, signature_id, signer_id, mail_key, state, requested_by, created_at) values ($1, $2, $3, $4, 'sending', 'desk', now())",
    key,
  );
  const mailer = {
    send: () => Promise.reject(new Error("must not be called")),
    close: async () => undefined,
  };
  const job = {
    workspaceId: "wsp_default",
    signatureId: sent.signature_id,
    signerId: key[2] ?? "",
    mailKey: "before:7",
  };
  const deps = {
    ...jobDeps(),
    vault: createVault(Buffer.alloc(32)),
    mailer,
    mails: { transport: "smtp" as const, deskUrl: "https://desk.example" },
  };
  await sendMail(deps, job, { lastAttempt: false });
  const { rows } = await desk.database.pool.query("select state from mails where signature_id = $1", [
    sent.signature_id,
  ]);
  expect(rows).toEqual([{ state: "unknown" }]);
});

/** A queued reminder of a fresh agreement, and how it stands. */
const queuedReminder = async (email: string) => {
  const sent = await desk.send([email]);
  const signerId = sent.signers[0]?.signer_id ?? "";
  const job = { workspaceId: "wsp_default", signatureId: sent.signature_id, signerId, mailKey: "before:3" };
  await desk.database.pool.query(
    "insert into mails (workspace_id, signature_id, signer_id, mail_key, state, requested_by, created_at) values ($1, $2, $3, $4, 'queued', 'desk', now())",
    Object.values(job),
  );
  // Not looked at for a while, so that somebody may have signed since.
  await desk.database.pool.query(
    "update signatures set last_synced_at = now() - interval '1 minute' where signature_id = $1",
    [sent.signature_id],
  );
  const state = async () => {
    const sql = "select state, detail from mails where signature_id = $1 and mail_key = 'before:3'";
    return (await desk.database.pool.query(sql, [sent.signature_id])).rows[0];
  };
  return { sent, job, state };
};
const mails = { transport: "smtp" as const, deskUrl: "https://desk.example" };
const vault = createVault(Buffer.alloc(32, 7));

test("an error while the mail is written leaves it in line, for nothing has gone out", async () => {
  const email = `unread-${randomUUID()}@link.example`;
  const { job, state } = await queuedReminder(email);
  const mailer = createMailer(`smtp://127.0.0.1:${desk.sandbox.smtpPort}`, "desk@creditnexus.example");
  const deps = { ...jobDeps(), mailer, mails };
  // Another key cannot open the signing link.
  const locked = { ...deps, vault: createVault(Buffer.alloc(32)) };
  await expect(sendMail(locked, job, { lastAttempt: false })).rejects.toThrow();
  await sendMail({ ...deps, vault }, job, { lastAttempt: false });
  await mailer.close();
  expect(await state()).toMatchObject({ state: "sent" });
  expect(await mailsTo(email)).toHaveLength(1);
});

test("a mail that the server took and did not acknowledge in time is not sent again", async () => {
  let taken = 0;
  const server = createServer((socket) => {
    let isData = false;
    socket.on("error", () => undefined).write("220 slow\r\n");
    socket.on("data", (chunk) => {
      const text = chunk.toString();
      if (isData) {
        // The mail is in; the scanner takes its time.
        if (text.includes("\r\n.\r\n")) taken += 1;
      } else if (/^DATA/i.test(text)) {
        isData = true;
        socket.write("354 go on\r\n");
      } else socket.write("250 fine\r\n");
    });
  }).listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  const { port } = server.address() as { port: number };
  const mailer = createMailer(`smtp://127.0.0.1:${port}`, "desk@creditnexus.example", 1_000);
  const { job, state } = await queuedReminder("slow@scan.example");
  await sendMail({ ...jobDeps(), vault, mails, mailer }, job, { lastAttempt: false });
  expect(await state()).toMatchObject({ state: "unknown", detail: expect.stringContaining("not repeated") });
  await sendMail({ ...jobDeps(), vault, mails, mailer }, job, { lastAttempt: false });
  expect(taken).toBe(1);
  await mailer.close();
  server.close();
});

test("whoever signed since the last look is not reminded, and without DigiSigner nobody is", async () => {
  const mailer = createMailer(`smtp://127.0.0.1:${desk.sandbox.smtpPort}`, "desk@creditnexus.example");
  const signed = await queuedReminder("signed@meanwhile.example");
  await desk.signAll(signed.sent);
  await sendMail({ ...jobDeps(), vault, mails, mailer }, signed.job, { lastAttempt: false });
  expect(await signed.state()).toMatchObject({ state: "skipped" });

  const waiting = await queuedReminder("waiting@meanwhile.example");
  const away = new DigiSigner({ apiKey: "none", baseUrl: "http://127.0.0.1:9/v1", retry: { attempts: 1 } });
  const deps = { ...jobDeps(), digisigner: away, vault, mails, mailer };
  await expect(sendMail(deps, waiting.job, { lastAttempt: false })).rejects.toThrow();
  expect(await waiting.state()).toMatchObject({ state: "queued" });
  await sendMail(deps, waiting.job, { lastAttempt: true });
  expect(await waiting.state()).toMatchObject({
    state: "failed",
    detail: expect.stringContaining("could not be asked who has signed"),
  });
  await mailer.close();
  // That everybody has signed is told all the same.
  const subjects = async (email: string) => (await mailsTo(email)).map(({ subject }) => subject);
  expect(
    (await subjects("signed@meanwhile.example")).filter((subject) => !subject.startsWith("Completed")),
  ).toEqual([]);
  expect(await subjects("waiting@meanwhile.example")).toEqual([]);
});

test("what was requested from the other provider is not reminded", async () => {
  const { sent, job, state } = await queuedReminder("other@provider.example");
  await desk.database.pool.query(
    "update signatures set provider = 'digisigner', next_reminder_at = now() - interval '1 second' where signature_id = $1",
    [sent.signature_id],
  );
  await remindRound();
  await expect(desk.client.signatures.remind(sent.signature_id)).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("was requested from digisigner"),
  });
  const mailer = createMailer(`smtp://127.0.0.1:${desk.sandbox.smtpPort}`, "desk@creditnexus.example");
  await sendMail({ ...jobDeps(), vault, mails, mailer }, job, { lastAttempt: false });
  await mailer.close();
  expect(await state()).toMatchObject({ state: "skipped" });
  expect(await mailsTo("other@provider.example")).toEqual([]);
});

test("a mail server that is away is an error to try again", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  const port = typeof address === "object" ? address?.port : 0;
  const mailer = createMailer(`smtp://127.0.0.1:${port}`, "desk@creditnexus.example");
  await expect(
    mailer.send({
      to: "a@b.example",
      replyTo: undefined,
      language: "en",
      subject: "x",
      text: "x",
      html: "x",
    }),
  ).rejects.toThrow();
  await mailer.close();
});
