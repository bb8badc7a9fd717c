// The middle of each kind of mail.
import type { MailFacts } from "./facts.ts";
import type { Block } from "./render/content.ts";
import { oneLine } from "./render/safe-text.ts";
import { formatDate } from "./words/catalogue.ts";
import type { Words } from "./words/words.ts";

const DAY_MS = 86_400_000;

const paragraph = (text: string): Block => ({ kind: "paragraph", text });
const caution = (text: string): Block => ({ kind: "caution", text });

/** Named only when they say more than the title does. */
const documentFacts = (facts: MailFacts, words: Words) => {
  const titles = facts.documents.map(oneLine);
  const isTold = titles.every((title) => title === oneLine(facts.title));
  return isTold ? [] : [{ label: words.documents, value: titles.join(" · ") }];
};

const completedFacts = (facts: MailFacts, words: Words) =>
  facts.completedAt === null
    ? []
    : [{ label: words.completedAt, value: formatDate(facts.completedAt, words) }];

/** `links` are those of this signer: one for each document, or one for all. */
export const reminderBlocks = (
  facts: MailFacts,
  words: Words,
  now: Date,
  links: readonly string[],
): Block[] => {
  const { reminder } = words;
  const days = Math.ceil((facts.expiresAt.getTime() - now.getTime()) / DAY_MS);
  const isOne = links.length === 1;
  return [
    paragraph(reminder.body(oneLine(facts.title), days)),
    {
      kind: "facts",
      facts: [
        ...documentFacts(facts, words),
        { label: reminder.expires, value: formatDate(facts.expiresAt, words) },
      ],
    },
    ...(isOne ? [] : [paragraph(reminder.severalLinks)]),
    ...links.map(
      (url, index): Block => ({
        kind: "button",
        label: isOne ? reminder.sign : reminder.signOneOf(index + 1, links.length),
        url: oneLine(url),
      }),
    ),
    caution(reminder.linkIsYours),
  ];
};

export const cancellationBlocks = (facts: MailFacts, words: Words): Block[] => [
  paragraph(words.cancellation.body(oneLine(facts.title))),
  ...(facts.reason === null
    ? []
    : [{ kind: "quote" as const, label: words.cancellation.reason, text: facts.reason }]),
];

/** Without any link: whoever has signed needs none, and has no access to the desk. */
export const completionBlocks = (facts: MailFacts, words: Words): Block[] => [
  paragraph(words.completion.body(oneLine(facts.title))),
  { kind: "facts", facts: [...documentFacts(facts, words), ...completedFacts(facts, words)] },
  paragraph(words.completion.nothingToDo),
];

/** `deskLink` opens nothing without a sign-in. */
export const senderCompletionBlocks = (facts: MailFacts, words: Words, deskLink: string): Block[] => [
  paragraph(words.senderCompletion.body(oneLine(facts.title))),
  {
    kind: "facts",
    facts: [
      ...documentFacts(facts, words),
      { label: words.senderCompletion.signers, value: facts.signers.map(oneLine).join(", ") },
      ...completedFacts(facts, words),
    ],
  },
  paragraph(words.senderCompletion.proof),
  { kind: "button", label: words.senderCompletion.open, url: deskLink },
  caution(words.senderCompletion.signIn),
];
