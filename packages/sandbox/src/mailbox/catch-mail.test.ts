// Mail that others send to the sandbox's SMTP port shows in the same mailbox.
import { connect } from "node:net";
import { expect, test } from "vitest";
import { createSandbox } from "../sandbox.ts";
import { apiClient } from "../testing/api-client.ts";
import { findLinks } from "./store.ts";

function speak(port: number, lines: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    let heard = "";
    const socket = connect(port, "127.0.0.1");
    const pending = [...lines];
    socket.on("data", (chunk) => {
      heard += chunk;
      const line = pending.shift();
      if (line !== undefined) socket.write(`${line}\r\n`);
    });
    socket.on("error", reject);
    socket.on("close", () => resolve(heard));
  });
}

test("a mail with text, HTML and links arrives", async () => {
  await using sandbox = await createSandbox({ smtpPort: 0 });
  const message = [
    "From: Desk <desk@example.com>",
    "To: someone@example.com",
    "Reply-To: agent@example.com",
    "Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=",
    "MIME-Version: 1.0",
    'Content-Type: text/html; charset="utf-8"',
    "",
    '<p>See <a href="https://desk.test/a?b=1&amp;c=2">this</a></p>',
    ".",
  ].join("\r\n");
  await speak(sandbox.smtpPort ?? 0, [
    "EHLO desk",
    "MAIL FROM:<desk@example.com>",
    "RCPT TO:<jane@example.com>",
    "DATA",
    message,
    "QUIT",
  ]);
  const { mails } = await apiClient(sandbox).control("GET", "/mailbox");
  expect(mails).toMatchObject([
    {
      to: ["jane@example.com"],
      reply_to: "agent@example.com",
      subject: "Grüße",
      source: "smtp",
      links: ["https://desk.test/a?b=1&c=2"],
    },
  ]);
});

test("a mailer that keeps its connection open does not hold up the stop", async () => {
  const sandbox = await createSandbox({ smtpPort: 0 });
  const socket = connect(sandbox.smtpPort ?? 0, "127.0.0.1");
  await new Promise((resolve) => socket.once("data", resolve));
  const ended = new Promise<boolean>((resolve) => socket.resume().once("close", () => resolve(true)));
  await sandbox.close();
  // The mailer is sent away; it would never go by itself.
  expect(await ended).toBe(true);
});

test("links are found once each, without the punctuation around them", () => {
  const text = "Go to https://a.test/x?y=1. Or (https://b.test/z), or https://a.test/x?y=1!";
  expect(findLinks(text)).toEqual(["https://a.test/x?y=1", "https://b.test/z"]);
});
