// What sending a draft will do, in sentences, so that nobody has to guess.
import type { Session } from "@creditnexus/contract";
import { listNames, plural } from "../format/size.ts";
import { DAY, formatDate } from "../format/time.ts";
import { LANGUAGE_OPTIONS } from "../mails/languages.ts";
import { type Draft, type DraftSigner, daysOf, reminderDaysOf, turnsOf } from "./draft.ts";
import { ownerOf, rolesOf } from "./tag-owners.ts";
import type { TextTag } from "./text-tags.ts";

const nameOf = ({ name, email }: DraftSigner): string => name.trim() || email.trim() || "somebody";

/** Signers grouped by turn, in the order of their turns. */
export const groupsOf = (draft: Draft): DraftSigner[][] => {
  if (!draft.inOrder) return draft.signers.length === 0 ? [] : [draft.signers];
  const turns = turnsOf(draft.signers);
  const groups: DraftSigner[][] = [];
  for (const [index, signer] of draft.signers.entries()) {
    const at = (turns[index] ?? 1) - 1;
    groups[at] = [...(groups[at] ?? []), signer];
  }
  return groups;
};

/** Days on which reminders go out: those that lie within the time given. */
export const remindersOf = (draft: Draft, now: number): string[] =>
  reminderDaysOf(draft)
    .filter((before) => before < daysOf(draft))
    .map((before) => formatDate(new Date(now + (daysOf(draft) - before) * DAY).toISOString()));

export interface PlanStep {
  title: string;
  detail: string;
}

/** What the installation does with mails. */
type Desk = Pick<Session, "provider" | "mail">;

const SANDBOX_MAILS: Record<Desk["mail"], string> = {
  sandbox_mailbox: "No mail leaves this machine; the invitations appear in the sandbox's mailbox.",
  smtp: "The invitations stay in the sandbox's mailbox, but the desk's own mails go out through your mail server to the addresses you entered.",
  none: "The invitations appear in the sandbox's mailbox; the desk sends no mails of its own.",
};

const reminderStep = (reminders: readonly string[], { mail }: Desk): PlanStep => {
  const days = listNames(reminders, 4);
  if (mail === "none") {
    return {
      title: "Nobody is reminded",
      detail: `The desk has no mail server (SMTP_URL is not set), so the reminders of ${days} are not sent. Hand the signers their links yourself where it is needed.`,
    };
  }
  const where = mail === "smtp" ? "by mail" : "in the sandbox's mailbox";
  return { title: "Who has not signed is reminded", detail: `On ${days}, ${where}.` };
};

const completionStep = (draft: Draft, { mail }: Desk): PlanStep => {
  const sender = draft.senderEmail.trim();
  const told = sender === "" ? "The signers" : `The signers and ${sender}`;
  if (mail === "none") {
    return { title: "When all have signed, the desk shows it", detail: "It tells nobody by mail." };
  }
  return {
    title: "When all have signed, everybody is told",
    detail: `${told} get a mail${mail === "smtp" ? "" : " in the sandbox's mailbox"}.`,
  };
};

const documentsStep = (draft: Draft, { provider, mail }: Desk): PlanStep => {
  const several = draft.documents.length > 1;
  const what = several ? `${plural(draft.documents.length, "document")} go` : "The document goes";
  const together = draft.bundle
    ? "All of them in one invitation per signer."
    : "Each in an invitation of its own, so every signer gets several.";
  const sandbox = `${SANDBOX_MAILS[mail]} These signatures bind nobody.`;
  const mails = provider === "sandbox" ? sandbox : "DigiSigner sends the invitations by e-mail.";
  return {
    title: `${what} to ${provider === "sandbox" ? "the sandbox" : "DigiSigner"}`,
    detail: several ? `${together} ${mails}` : mails,
  };
};

const tagsStep = ({ hideTextTags }: Draft, tags: readonly TextTag[]): PlanStep => ({
  title:
    tags.length === 0
      ? "Text tags become fields"
      : `${plural(tags.length, "text tag")} become${tags.length === 1 ? "s a field" : " fields"}`,
  detail: [
    tags.length === 0
      ? "None was found here; if there are any, DigiSigner finds them."
      : `For ${listNames(rolesOf(tags), 4)}.`,
    hideTextTags ? "The tags are hidden in the document." : "The tags stay visible in the document.",
  ].join(" "),
});

const placesStep = (draft: Draft, tags: readonly TextTag[]): PlanStep => {
  const free = draft.signers.filter(
    ({ key }, index) =>
      draft.fields.every(({ signerKey }) => signerKey !== key) &&
      tags.every(({ role }) => ownerOf(role, draft.signers) !== index),
  );
  if (free.length === 0) {
    return { title: "Signers fill in their fields", detail: "Everybody has fields, and signs only there." };
  }
  return free.length === draft.signers.length
    ? {
        title: "Signers choose where they sign",
        detail: "Without fields, each may sign anywhere in the documents.",
      }
    : {
        title: "Not everybody has fields",
        detail: `${listNames(free.map(nameOf), 4)} may sign anywhere; the others sign in their fields.`,
      };
};

const languageName = (language: Draft["language"]): string =>
  LANGUAGE_OPTIONS.find(({ value }) => value === language)?.label ?? language;

/** The language of the desk's mails to a signer, where it is another than the request's. */
export const ownLanguageOf = (draft: Draft, { language }: DraftSigner): string | undefined =>
  language === "" || language === draft.language ? undefined : languageName(language);

const languageStep = (draft: Draft): PlanStep => {
  const others = draft.signers.flatMap((signer) => {
    const language = ownLanguageOf(draft, signer);
    return language === undefined ? [] : [`to ${nameOf(signer)} in ${language}`];
  });
  const most = `The desk's own mails are in ${languageName(draft.language)}`;
  return {
    title: "Everybody is written to in their language",
    detail: `${[most, ...others].join(", ")}.`,
  };
};

export const planOf = (
  draft: Draft,
  desk: Desk,
  now: number,
  /** Those that will become fields. */
  tags: readonly TextTag[] = [],
): PlanStep[] => {
  const groups = groupsOf(draft);
  const [first = [], ...later] = groups;
  const reminders = remindersOf(draft, now);
  const end = formatDate(new Date(now + daysOf(draft) * DAY).toISOString());
  const steps: PlanStep[] = [
    documentsStep(draft, desk),
    ...(draft.useTextTags ? [tagsStep(draft, tags)] : []),
    {
      title: `${listNames(first.map(nameOf), 3)} ${first.length === 1 ? "is" : "are"} invited at once`,
      detail:
        later.length === 0
          ? "Nobody has to wait for anybody."
          : `Then, each after the ones before have signed: ${later.map((group) => listNames(group.map(nameOf), 3)).join(", then ")}.`,
    },
  ];
  // Whether tags that nobody could read are fields of somebody is not known.
  if (!draft.useTextTags || tags.length > 0) steps.push(placesStep(draft, tags));
  if (desk.mail !== "none" && draft.signers.some((signer) => ownLanguageOf(draft, signer) !== undefined)) {
    steps.push(languageStep(draft));
  }
  if (reminders.length > 0) {
    steps.push(reminderStep(reminders, desk));
  }
  steps.push(
    { title: `It expires on ${end}`, detail: "Invitations that are still open then become void." },
    completionStep(draft, desk),
    {
      title: "Then the signed PDF is proved",
      detail:
        "It is fetched, its seal and pages are checked against what was sent, and then it can be downloaded.",
    },
  );
  return steps;
};
