// Holds what every mail is in every language: complete, self-contained, and harmless whatever people typed.
import { LANGUAGES, MAIL_KINDS } from "@creditnexus/contract";
import { describe, expect, test } from "vitest";
import { composeMail } from "./compose.ts";
import type { MailFacts } from "./facts.ts";

const facts: MailFacts = {
  language: "en",
  to: { email: "jane@bank.example", name: "Jane Roe" },
  title: "Facility agreement",
  documents: ["Facility agreement", "Schedule 1"],
  signers: ["Jane Roe", "bo@bank.example"],
  provider: "digisigner",
  expiresAt: new Date("2026-05-11T09:30:00Z"),
  completedAt: new Date("2026-05-04T16:05:00Z"),
  reason: "The deal\nis off",
  senderEmail: "desk@lender.example",
};
const input = {
  now: new Date("2026-05-04T12:00:00Z"),
  signingLinks: ["https://sign.example/a?b=1&c=2"],
  deskLink: "https://desk.example/agreements/sig_1",
};

describe.each(LANGUAGES)("in %s", (language) => {
  test.each(MAIL_KINDS)("a %s says the same as HTML and as text, and loads nothing", (kind) => {
    const { html, text, subject } = composeMail(kind, { ...facts, language }, input);
    expect(html).toContain(`<html lang="${language}"`);
    expect(subject).toContain("Facility agreement");
    expect(text).toContain("Facility agreement");
    expect(html).toContain("prefers-color-scheme:dark");
    expect(html).not.toMatch(/<(img|script|link|iframe|form|object)\b|\bsrc=|url\(|@import/i);
    const seen = html
      .replace(/<head>.*<\/head>/s, "")
      .replaceAll(/<[^>]+>/g, " ")
      .replaceAll(/\s+/g, " ");
    for (const line of text.split("\n")) {
      const words = line.replace(/^> ?|^-- $|^https?:.*$/, "").replaceAll(/\s+/g, " ");
      // A label and its value are a line in the text and two cells in the HTML.
      for (const part of words.split(/: |:$/)) expect(seen).toContain(part.trim());
    }
  });
});

test.each([
  ["en", "11 May 2026 at 09:30 UTC"],
  ["de", "11. Mai 2026 um 09:30 UTC"],
  ["fr", "11 mai 2026 à 09:30 UTC"],
  ["es", "11 de mayo de 2026 a las 9:30 UTC"],
] as const)("a date in %s is written as people there write it, with its zone", (language, date) => {
  expect(composeMail("reminder", { ...facts, language }, input).text).toContain(date);
});

test("the same words are never in two languages", () => {
  const subjects = LANGUAGES.map(
    (language) => composeMail("reminder", { ...facts, language }, input).subject,
  );
  expect(new Set(subjects).size).toBe(LANGUAGES.length);
});

test("only a reminder carries a signing link, and only the sender gets the way into the desk", () => {
  const withLink = (part: string) =>
    MAIL_KINDS.filter((kind) => {
      const { html, text } = composeMail(kind, facts, input);
      return `${html}${text}`.includes(part);
    });
  expect(withLink("sign.example")).toEqual(["reminder"]);
  expect(withLink("desk.example")).toEqual(["sender_completion"]);
});

test("a signer is told whom to ask, and an answer goes there", () => {
  const mail = composeMail("completion", facts, input);
  expect(mail.text).toContain("write to desk@lender.example");
  expect(mail.replyTo).toBe("desk@lender.example");
  const nobody = composeMail("completion", { ...facts, senderEmail: null }, input);
  expect(nobody.text).toContain("ask whoever sent you the agreement");
  expect(nobody.replyTo).toBeUndefined();
});

test("a sandbox's mail begins by saying so", () => {
  for (const language of LANGUAGES) {
    const real = composeMail("completion", { ...facts, language }, input);
    const played = composeMail("completion", { ...facts, language, provider: "sandbox" }, input);
    const [first = ""] = played.text.split("\n");
    expect(real.text).not.toContain(first);
    expect(played.html).toContain(first);
  }
});

test("what people typed can neither begin a line, nor a header, nor an element", () => {
  const hostile = '"><script>alert(1)</script>\r\nBcc: evil@x.example\u2028\u202egnp.exe';
  for (const kind of MAIL_KINDS) {
    const mail = composeMail(
      kind,
      {
        ...facts,
        title: hostile,
        documents: [hostile, "Schedule"],
        signers: [hostile],
        to: { email: "jane@bank.example", name: hostile },
        reason: hostile,
      },
      input,
    );
    expect(mail.subject).not.toMatch(/[\p{Cc}\u2028\u202e]/u);
    expect(mail.html).not.toContain("<script");
    expect(mail.html).toContain("&quot;&gt;&lt;script&gt;");
    expect(`${mail.html}${mail.text}`).not.toMatch(/[\r\u2028\u202e]/u);
    expect(mail.text.split("\n").filter((line) => line.startsWith("Bcc:"))).toEqual([]);
  }
});

test("a link that is no web address is shown and cannot be clicked", () => {
  const { html } = composeMail("reminder", facts, { ...input, signingLinks: ["javascript:alert(1)"] });
  expect(html).not.toContain("href");
  expect(html).toContain("javascript:alert(1)");
});

test("links of several documents are numbered", () => {
  const { text } = composeMail("reminder", facts, {
    ...input,
    signingLinks: ["https://sign.example/1", "https://sign.example/2"],
  });
  expect(text).toContain("Review and sign document 1 of 2:\nhttps://sign.example/1");
  expect(text).toContain("Review and sign document 2 of 2:\nhttps://sign.example/2");
});
