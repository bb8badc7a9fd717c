// What sending a draft will do, in sentences, so that nobody has to guess.
import { listNames, plural } from "../format/size.ts";
import { DAY, formatDate } from "../format/time.ts";
import { type Draft, type DraftSigner, daysOf, reminderDaysOf, turnsOf } from "./draft.ts";

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

export const planOf = (draft: Draft, provider: "sandbox" | "digisigner", now: number): PlanStep[] => {
  const groups = groupsOf(draft);
  const [first = [], ...later] = groups;
  const reminders = remindersOf(draft, now);
  const end = formatDate(new Date(now + daysOf(draft) * DAY).toISOString());
  const several = draft.documents.length > 1;
  const what = several ? `${plural(draft.documents.length, "document")} go` : "The document goes";
  const steps: PlanStep[] = [
    {
      title: `${what} to ${provider === "sandbox" ? "the sandbox" : "DigiSigner"}`,
      detail:
        provider === "sandbox"
          ? "No mail leaves this machine; the invitations appear in the sandbox's mailbox. These signatures bind nobody."
          : several && draft.bundle
            ? "All of them in one invitation per signer."
            : "DigiSigner sends the invitations by e-mail.",
    },
    {
      title: `${listNames(first.map(nameOf), 3)} ${first.length === 1 ? "is" : "are"} invited at once`,
      detail:
        later.length === 0
          ? "Nobody has to wait for anybody."
          : `Then, each after the ones before have signed: ${later.map((group) => listNames(group.map(nameOf), 3)).join(", then ")}.`,
    },
  ];
  if (reminders.length > 0) {
    steps.push({ title: "Who has not signed is reminded", detail: `On ${listNames(reminders, 4)}.` });
  }
  steps.push(
    { title: `It expires on ${end}`, detail: "Invitations that are still open then become void." },
    {
      title: "When all have signed, the PDF is proved",
      detail:
        "It is fetched, its seal and pages are checked against what was sent, and then it can be downloaded.",
    },
  );
  return steps;
};
