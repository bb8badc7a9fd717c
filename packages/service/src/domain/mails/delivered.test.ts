// Mails as they arrive: in the language asked for, as HTML and text, about a completion once, and with nothing forged.
import { createClient } from "@creditnexus/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDesk, DESK_URL, type TestDesk, until } from "../../testing/test-desk.ts";

let desk: TestDesk;
beforeAll(async () => {
  desk = await createTestDesk({ callbacks: false });
});
afterAll(async () => {
  await desk?.close();
});

type Mail = { to: string[]; subject: string; text: string; html?: string; links: string[]; source: string };
const ourMails = async (): Promise<Mail[]> => {
  const { mails } = await desk.control<{ mails: Mail[] }>("GET", "mailbox");
  return mails.filter((mail) => mail.source === "smtp");
};
const mailsTo = async (email: string): Promise<Mail[]> =>
  (await ourMails()).filter((mail) => mail.to.includes(email));
const oneTo = async (email: string): Promise<Mail> => {
  const [mail] = await until(
    () => mailsTo(email),
    (mails) => mails.length > 0,
  );
  if (mail === undefined) throw new Error(`no mail to ${email}`);
  return mail;
};
const rowsOf = async (signatureId: string) => {
  const { rows } = await desk.database.pool.query<{ mail_key: string; state: string; to_sender: boolean }>(
    "select mail_key, state, signer_id is null as to_sender from mails where signature_id = $1 order by signer_id",
    [signatureId],
  );
  return rows;
};

test("each signer is written to in their own language, the others in the request's", async () => {
  const sent = await desk.send(
    [{ email: "klara@language.example", name: "Klara", language: "de" }, { email: "remy@language.example" }],
    { language: "fr", title: "Kreditvertrag" },
  );
  expect(sent.language).toBe("fr");
  expect(sent.signers.map(({ language }) => language)).toEqual(["de", null]);
  await desk.client.signatures.remind(sent.signature_id);
  const german = await oneTo("klara@language.example");
  expect(german.subject).toBe("Erinnerung: Kreditvertrag wartet auf Ihre Unterschrift");
  expect(german.html).toContain('<html lang="de"');
  expect(german.html).toContain("Guten Tag Klara,");
  expect(german.text).toContain("Guten Tag Klara,");
  const { links } = await desk.client.signatures.links(sent.signature_id);
  expect(german.links).toEqual([links[0]?.sign_document_url]);
  const french = await oneTo("remy@language.example");
  expect(french.html).toContain('<html lang="fr"');
  expect(french.text).toMatch(/Fin du délai: \d+ \p{L}+ \d{4} à \d\d:\d\d UTC/u);
});

test("a signer keeps one language over all documents", async () => {
  const sent = await desk.send(["a@language.example"]);
  const [document] = sent.documents;
  const create = desk.client.signatures.create({
    documents: [
      { document_id: document?.document_id ?? "", signers: [{ email: "x@y.example", language: "de" }] },
      { document_id: document?.document_id ?? "", signers: [{ email: "x@y.example", language: "es" }] },
    ],
  });
  await expect(create).rejects.toMatchObject({ code: "invalid_request" });
});

test("a hostile title and name reach neither the headers nor the markup", async () => {
  const sent = await desk.send(
    [{ email: "victim@hostile.example", name: "<img src=x onerror=alert(1)>\r\nBcc: other@hostile.example" }],
    { title: "Deed\r\nBcc: other@hostile.example\r\n\r\n<script>alert(1)</script>" },
  );
  await desk.client.signatures.remind(sent.signature_id);
  const mail = await oneTo("victim@hostile.example");
  expect(mail.to).toEqual(["victim@hostile.example"]);
  expect(mail.subject).toBe(
    "Reminder: Deed Bcc: other@hostile.example <script>alert(1)</script> waits for your signature",
  );
  expect(mail.html).not.toMatch(/<(script|img)/);
  expect(mail.text).toContain("Dear <img src=x onerror=alert(1)> Bcc: other@hostile.example,");
  expect(await mailsTo("other@hostile.example")).toEqual([]);
});

test("a completion is told once to each, with the way into the desk for its sender alone", async () => {
  const sent = await desk.send(["one@done.example", { email: "two@done.example", language: "es" }], {
    language: "de",
    sender_email: "desk@done.example",
  });
  const { links } = await desk.client.signatures.links(sent.signature_id);
  await desk.signAll(sent);
  await Promise.all([1, 2, 3].map(() => desk.client.signatures.sync(sent.signature_id)));
  const rows = await until(
    () => rowsOf(sent.signature_id),
    (found) => found.length > 0 && found.every(({ state }) => state === "sent"),
  );
  expect(rows).toEqual([
    { mail_key: "completed", state: "sent", to_sender: false },
    { mail_key: "completed", state: "sent", to_sender: false },
    { mail_key: "completed", state: "sent", to_sender: true },
  ]);
  await desk.client.signatures.sync(sent.signature_id);
  const mails = (await ourMails()).filter(({ to }) => to[0]?.endsWith("@done.example"));
  expect(mails.map(({ to }) => to[0]).sort()).toEqual([
    "desk@done.example",
    "one@done.example",
    "two@done.example",
  ]);
  const secrets = links.map(({ sign_document_url }) => sign_document_url);
  for (const mail of mails) {
    expect(mail.links.filter((link) => secrets.includes(link))).toEqual([]);
    expect(mail.text).toContain(mail.to[0] === "two@done.example" ? "obligan a nadie" : "binden niemanden");
  }
  const deskLink = `${DESK_URL}/agreements/${sent.signature_id}`;
  expect((await oneTo("desk@done.example")).links).toEqual([deskLink]);
  expect((await oneTo("one@done.example")).links).toEqual([]);
  expect((await oneTo("one@done.example")).text).toContain("schreiben Sie an desk@done.example");
  const { events } = await desk.client.signatures.timeline(sent.signature_id);
  expect(events.filter(({ kind }) => kind === "told_of_completion")).toHaveLength(3);
});

test("who wants no mails to the signers gets none, and who signs and sends is told once", async () => {
  const silent = await desk.send(["quiet@done2.example"], { send_emails: false });
  const both = await desk.send(["both@done2.example"], { sender_email: "Both@done2.example" });
  for (const sent of [silent, both]) {
    await desk.signAll(sent);
    await desk.client.signatures.sync(sent.signature_id);
  }
  expect(await rowsOf(silent.signature_id)).toEqual([]);
  expect((await rowsOf(both.signature_id)).map(({ to_sender }) => to_sender)).toEqual([true]);
});

test("a correction keeps the languages and the sender", async () => {
  const sent = await desk.send([{ email: "wrong@again.example", language: "es" }], {
    language: "de",
    sender_email: "desk@again.example",
  });
  const again = await desk.client.signatures.resend(sent.signature_id, {
    signer_id: sent.signers[0]?.signer_id ?? "",
    email: "right@again.example",
  });
  expect(again).toMatchObject({
    language: "de",
    sender_email: "desk@again.example",
    signers: [{ email: "right@again.example", language: "es" }],
  });
});

test("a preview shows the mail without its signing link, and sends nothing", async () => {
  const sent = await desk.send([{ email: "seen@preview.example", name: "Jo", language: "de" }]);
  const { links } = await desk.client.signatures.links(sent.signature_id);
  const about = { kind: "reminder" as const, signature_id: sent.signature_id };
  const own = await desk.client.mails.preview(about);
  expect(own).toMatchObject({ language: "de", to: "seen@preview.example" });
  expect(own.text).toContain("Guten Tag Jo,");
  expect(`${own.html}${own.text}`).not.toContain(links[0]?.sign_document_url);
  expect((await desk.client.mails.preview({ ...about, language: "es" })).text).toContain("Buenos días, Jo:");
  expect(await rowsOf(sent.signature_id)).toEqual([]);
  await expect(
    desk.client.mails.preview({ kind: "sender_completion", signature_id: sent.signature_id }),
  ).rejects.toMatchObject({ code: "invalid_request" });
});

test("a preview of a draft needs nothing stored, and either a draft or a signature", async () => {
  const draft = { title: "Deed", signer: { email: "a@draft.example" }, sender_email: "desk@draft.example" };
  const mail = await desk.client.mails.preview({ kind: "sender_completion", language: "fr", draft });
  expect(mail.to).toBe("desk@draft.example");
  expect(mail.text).toContain("que vous avez envoyé");
  await expect(desk.client.mails.preview({ kind: "reminder" })).rejects.toMatchObject({
    code: "invalid_request",
  });
  await expect(
    desk.client.mails.preview({ kind: "reminder", draft, signature_id: "sig_01kb0000000000000000000000" }),
  ).rejects.toMatchObject({ code: "invalid_request" });
});

test("a preview is for those who may send, and the session says where mails go", async () => {
  const { key } = await desk.client.keys.create({ name: "Reader", role: "viewer" });
  const reader = createClient({ baseUrl: desk.url, apiKey: key });
  const draft = { title: "Deed", signer: { email: "a@draft.example" } };
  await expect(reader.mails.preview({ kind: "reminder", draft })).rejects.toMatchObject({
    code: "forbidden",
  });
  expect((await reader.session.get()).mail).toBe("sandbox_mailbox");
});
