// Words the desk's own mails, in the language of whoever reads them.
import type { MailKind } from "@creditnexus/contract";
import { cancellationBlocks, completionBlocks, reminderBlocks, senderCompletionBlocks } from "./blocks.ts";
import type { MailFacts } from "./facts.ts";
import type { Mail } from "./mailer.ts";
import type { Block } from "./render/content.ts";
import { renderHtml } from "./render/render-html.ts";
import { renderText } from "./render/render-text.ts";
import { oneLine } from "./render/safe-text.ts";
import { CATALOGUE } from "./words/catalogue.ts";
import type { Words } from "./words/words.ts";

export type ComposeInput = {
  now: Date;
  /** Of this signer; only a reminder carries them. */
  signingLinks: readonly string[];
  /** To the agreement in the desk; only the mail to the sender carries it. */
  deskLink: string;
};

type Frame = { subject: string; heading: string; blocks: Block[] };

const frame = (kind: MailKind, facts: MailFacts, words: Words, input: ComposeInput): Frame => {
  const { reminder, cancellation, completion } = words;
  const title = oneLine(facts.title);
  switch (kind) {
    case "reminder":
      return {
        subject: reminder.subject(title),
        heading: reminder.heading,
        blocks: reminderBlocks(facts, words, input.now, input.signingLinks),
      };
    case "cancellation":
      return {
        subject: cancellation.subject(title),
        heading: cancellation.heading,
        blocks: cancellationBlocks(facts, words),
      };
    case "completion":
      return {
        subject: completion.subject(title),
        heading: completion.heading,
        blocks: completionBlocks(facts, words),
      };
    case "sender_completion":
      return {
        subject: completion.subject(title),
        heading: completion.heading,
        blocks: senderCompletionBlocks(facts, words, input.deskLink),
      };
  }
};

/** One mail, as HTML and as text with the same words. */
export const composeMail = (kind: MailKind, facts: MailFacts, input: ComposeInput): Mail => {
  const words = CATALOGUE[facts.language];
  const { subject, heading, blocks } = frame(kind, facts, words, input);
  const isToSender = kind === "sender_completion";
  const senderEmail = facts.senderEmail ?? undefined;
  const content = {
    language: facts.language,
    subject,
    heading,
    greeting: words.greeting(oneLine(facts.to.name ?? "") || undefined),
    blocks,
    banner: facts.provider === "sandbox" ? words.sandbox : undefined,
    footer: [...(isToSender ? [] : [words.contact(senderEmail)]), words.from],
  };
  return {
    to: facts.to.email,
    replyTo: isToSender ? undefined : senderEmail,
    language: facts.language,
    subject,
    text: renderText(content),
    html: renderHtml(content),
  };
};
