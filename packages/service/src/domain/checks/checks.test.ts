// What the service finds about itself, each fault made for real in a database of its own.

import { type AddressInfo, createServer, type Server } from "node:net";
import { type Finding, SELF_TEST_EVENT } from "@creditnexus/contract";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { agreementPdf } from "../../testing/agreement-pdf.ts";
import { createTestDesk, type TestDesk, type TestDeskOptions, until } from "../../testing/test-desk.ts";

let desk: TestDesk | undefined;
const open = async (options: TestDeskOptions = {}): Promise<TestDesk> => {
  desk = await createTestDesk(options);
  return desk;
};
beforeEach(() => {
  desk = undefined;
});
afterEach(() => desk?.close());

const wrongIn = (findings: readonly Finding[]): string[] =>
  findings.flatMap(({ check, cause }) => (cause === null ? [] : [`${check}: ${cause}`]));

const wrong = async (of: TestDesk): Promise<string[]> => wrongIn((await of.client.checks()).findings);

const fixOf = async (of: TestDesk, cause: string): Promise<string> => {
  const finding = (await of.client.checks()).findings.find((one) => one.cause === cause);
  return finding?.fix ?? "";
};

const post = (of: TestDesk, event: Record<string, unknown>): Promise<Response> =>
  fetch(`${of.url}/api/signatures/webhook`, { method: "POST", body: JSON.stringify(event) });

test("a healthy desk has nothing to mend", async () => {
  const healthy = await open();
  const { outcome, findings } = await healthy.client.checks();
  expect({ outcome, wrong: wrongIn(findings) }).toEqual({ outcome: "pass", wrong: [] });
  expect(findings.map(({ check }) => check)).toEqual([
    "database",
    "migrations",
    "storage",
    "callback_proof",
    "callback_urls",
    "journal",
    "drift",
    "worker",
    "backlog",
    "disk",
  ]);
});

test("a callback without a request is still found after more self-tests than a page of the journal holds", async () => {
  const known = await open();
  await post(known, {
    event_type: "DOCUMENT_SIGNED",
    event_time: Date.now(),
    document_id: "unknown",
    signer_email: "a@b.example",
  });
  await Promise.all(
    Array.from({ length: 250 }, (_, index) =>
      post(known, { event_type: SELF_TEST_EVENT, event_time: index }),
    ),
  );
  await until(
    async () => (await known.client.callbacks.list({ event_type: SELF_TEST_EVENT, limit: 200 })).callbacks,
    (callbacks) => callbacks.length === 200 && callbacks.every(({ outcome }) => outcome === "ignored"),
  );
  expect(await wrong(known)).toEqual(["journal: unmatched"]);
});

test("a database that became read-only is not ready, and says how to open it again", async () => {
  const shut = await open();
  const database = sql.id(
    (await sql<{ name: string }>`select current_database() as name`.execute(shut.database.kysely)).rows[0]
      ?.name ?? "",
  );
  await sql`alter database ${database} set default_transaction_read_only = on`.execute(shut.database.kysely);
  // Only new connections know of it.
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`.execute(shut.database.kysely);
  // A connection that was cut, or the one that cut them, may answer first.
  await until(
    async () => {
      const answer = await fetch(`${shut.url}/readyz`);
      return { status: answer.status, text: await answer.text() };
    },
    ({ status, text }) => status === 503 && text.includes("read-only"),
  );
  await until(
    async () => JSON.stringify(await shut.client.checks().catch(() => undefined)),
    (found) => found?.includes("default_transaction_read_only") === true,
  );
});

test("a schema behind this release, as after a restore, is not ready; one ahead of it is a warning", async () => {
  const restored = await open();
  const { kysely } = restored.database;
  await sql`delete from schema_migrations where version = (select max(version) from schema_migrations)`.execute(
    kysely,
  );
  expect((await fetch(`${restored.url}/readyz`)).status).toBe(503);
  expect(await wrong(restored)).toEqual(["migrations: behind"]);
  expect(await fixOf(restored, "behind")).toContain("Restart the service");
});

test("a schema ahead of this release, as during a roll-out, is served and pointed out", async () => {
  const rolling = await open();
  await sql`insert into schema_migrations (version, name, checksum) values (9000, '9000_later.sql', 'x')`.execute(
    rolling.database.kysely,
  );
  expect((await fetch(`${rolling.url}/readyz`)).status).toBe(200);
  expect(await wrong(rolling)).toEqual(["migrations: ahead"]);
});

test("a job that nobody starts, and a callback that nobody reads", async () => {
  const idle = await open({ workers: false });
  const { kysely } = idle.database;
  await sql`insert into pgboss.job (name, data, start_after)
    values ('signature-sync', '{}', now() - interval '1 hour')`.execute(kysely);
  await post(idle, { event_type: "DOCUMENT_SIGNED" });
  await sql`update callback_journal set next_attempt_at = now() - interval '1 minute'`.execute(kysely);
  expect(await wrong(idle)).toEqual(["worker: worker_silent", "backlog: jobs_late"]);
  expect(await fixOf(idle, "jobs_late")).toContain("--only worker");
});

test("callbacks that were parked or gave up are told with why, and looks that nobody takes", async () => {
  const stuck = await open({ workers: false });
  const { kysely } = stuck.database;
  const document = await stuck.client.documents.upload(agreementPdf(), { fileName: "facility.pdf" });
  await stuck.client.signatures.request(document.document_id, { signers: ["jane@lender.example"] });
  await sql`update signatures set next_sync_at = now() - interval '1 hour'`.execute(kysely);
  for (const outcome of ["parked", "dead"]) {
    await post(stuck, { event_type: "DOCUMENT_SIGNED", why: outcome });
    await sql`update callback_journal set outcome = ${outcome}, outcome_detail = ${`why ${outcome}`},
      next_attempt_at = null where outcome = 'received'`.execute(kysely);
  }
  expect(await wrong(stuck)).toEqual(["journal: parked", "journal: dead", "backlog: looks_late"]);
  const details = (await stuck.client.checks()).findings.map(({ detail }) => detail).join("\n");
  expect(details).toContain("why parked");
  expect(details).toContain("why dead");
});

test("a job that gave up, and an endpoint that takes no delivery", async () => {
  const tired = await open();
  const { kysely } = tired.database;
  await sql`insert into pgboss.job (name, data, source_name, source_output)
    values ('dead_letters', '{}', 'signature-collect', '{"message": "the file is gone"}')`.execute(kysely);
  await tired.client.webhookEndpoints.create({ url: "http://127.0.0.1:9/hooks" });
  await kysely.updateTable("webhook_endpoints").set({ failing_since: new Date() }).execute();
  expect(await wrong(tired)).toEqual(["jobs: failed_for_good", "webhooks: endpoint_failing"]);
  expect(await fixOf(tired, "failed_for_good")).toContain("creditnexus jobs retry");
});

/** Greets as any mail server does; lets in whoever it is told to, and counts who tried. */
const startMailServer = async (
  answer: string,
): Promise<{ server: Server; url: string; tries: () => number }> => {
  let tries = 0;
  const server = createServer((socket) => {
    socket.on("error", () => socket.destroy());
    socket.write("220 mail.example ESMTP\r\n");
    socket.setEncoding("utf8").on("data", (line: string) => {
      if (line.startsWith("EHLO")) socket.write("250-mail.example\r\n250 AUTH PLAIN\r\n");
      else if (line.startsWith("AUTH")) {
        tries += 1;
        socket.write(`${answer}\r\n`);
      } else socket.end("221 bye\r\n");
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return { server, url: `smtp://user:canary-password@127.0.0.1:${port}`, tries: () => tries };
};

test("a mail server that greets and refuses the log-in, asked once and not each time", async () => {
  const mail = await startMailServer("535 5.7.8 Wrong password");
  const mute = await open({ smtpUrl: mail.url });
  expect(await wrong(mute)).toEqual(["mail_server: mail_server_refuses"]);
  const { findings } = await mute.client.checks();
  mail.server.close();
  const told = JSON.stringify(findings);
  expect(told).toContain("5.7.8 Wrong password");
  expect(told).not.toContain("canary-password");
  expect(await fixOf(mute, "mail_server_refuses")).toContain("SMTP_URL");
  expect(mail.tries()).toBe(1);
});

test("a mail server that lets the desk in, and the mails of the week that it never took", async () => {
  const mail = await startMailServer("235 2.7.0 Welcome");
  const lossy = await open({ smtpUrl: mail.url, workers: false });
  const document = await lossy.client.documents.upload(agreementPdf(), { fileName: "facility.pdf" });
  const { signature_id: id } = await lossy.client.signatures.request(document.document_id, {
    signers: ["jane@lender.example"],
  });
  const add = (key: string, state: string, days: number, detail: string) =>
    sql`insert into mails (workspace_id, signature_id, mail_key, state, detail, requested_by, created_at)
      values ('wsp_default', ${id}, ${key}, ${state}, ${detail}, 'desk', now() - make_interval(days => ${days}))`.execute(
      lossy.database.kysely,
    );
  await add("before:7", "failed", 2, "550 an older reason");
  await add("before:3", "failed", 1, "550 sender refused");
  await add("before:1", "unknown", 0, "The desk ended while handing it over");
  await add("cancelled", "failed", 8, "550 long ago");
  const { findings } = await lossy.client.checks();
  mail.server.close();
  expect(findings.find(({ check }) => check === "mail_server")?.outcome).toBe("pass");
  expect(
    findings.filter(({ check }) => check === "mails").map(({ cause, detail }) => [cause, detail]),
  ).toEqual([
    ["mail_failed", `2 mails of the last week did not go out, the newest for ${id}: 550 sender refused`],
    [
      "mail_unknown",
      `1 mail of the last week may not have gone out, the newest for ${id}: The desk ended while handing it over`,
    ],
  ]);
});

test("changes that no callback told are drift, and point to the callback URLs", async () => {
  const deaf = await open({ callbacks: false });
  const sent = await deaf.send(["jane@lender.example"]);
  await deaf.signAll(sent);
  await deaf.client.signatures.sync(sent.signature_id);
  await until(
    () => deaf.client.signatures.get(sent.signature_id),
    ({ status }) => status === "completed",
  );
  expect(await wrong(deaf)).toEqual([
    "callback_urls: missing",
    "callback_urls: missing",
    "drift: missed_callbacks",
  ]);
  expect(await fixOf(deaf, "missed_callbacks")).toContain("callback URLs");
});

test("a callback URL with a typo, and one without its token", async () => {
  const typed = await open({ webhookSecrets: ["a-secret-that-is-long-enough"] });
  const right = `${typed.url}/api/signatures/webhook`;
  await typed.control("PUT", "settings", {
    callback_urls: {
      document_signed: `${typed.url}/api/signature/webhook`,
      signature_request_completed: right,
    },
  });
  expect(await wrong(typed)).toEqual(["callback_urls: wrong_path", "callback_urls: wrong_token"]);
});

test("a live desk without a public address and without a secret", async () => {
  const live = await open({ provider: "digisigner" });
  expect(await wrong(live)).toEqual(["public_url: not_public", "callback_proof: no_secret"]);
  expect(await fixOf(live, "no_secret")).toContain("DIGISIGNER_WEBHOOK_SECRET");
});

test("only administrators see the callback URLs, which hold the token", async () => {
  const secretive = await open({ webhookSecrets: ["a-secret-that-is-long-enough"] });
  const { callback_urls } = await secretive.client.setup.get();
  expect(callback_urls?.document_signed).toMatch(/\/api\/signatures\/webhook\?token=.{43}$/);
  const { key } = await secretive.client.keys.create({ name: "operator", role: "operator" });
  const seen = await fetch(`${secretive.url}/api/setup`, { headers: { authorization: `Bearer ${key}` } });
  expect(await seen.json()).toMatchObject({ callback_urls: null, callback_secret: true });
});

test.each(["TEST", "PROD"] as const)("the account's key and its mode %s are found out", async (mode) => {
  const asked = await open();
  await asked.control("PUT", "settings", { mode });
  expect(await asked.client.setup.checkAccount()).toMatchObject({ key: "valid", mode: null });
  expect(await asked.client.setup.checkAccount({ find_mode: true })).toMatchObject({ key: "valid", mode });
  await asked.control("PUT", "settings", { api_key: "another-key" });
  expect(await asked.client.setup.checkAccount({ find_mode: true })).toMatchObject({
    key: "refused",
    mode: null,
  });
});
