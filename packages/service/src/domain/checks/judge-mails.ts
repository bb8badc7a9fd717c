// Judges our mails: that the mail server lets the desk in, and that none was lost.
import { type Finding, fail, pass, warn } from "@creditnexus/contract";
import type { CheckFacts, MailFacts } from "./facts.ts";

const judgeMailServer = (server: CheckFacts["mailServer"]): Finding[] => {
  if (server === undefined) return [];
  const where = { group: "Operation", check: "mail_server" } as const;
  if (server.ok) return [pass(where, "the mail server of SMTP_URL lets the desk in")];
  return [
    fail(
      where,
      "mail_server_refuses",
      `no mail goes out: the mail server of SMTP_URL does not let the desk in: ${server.why}`,
      "Correct user, password, host, port and scheme in SMTP_URL, and restart the service.",
    ),
  ];
};

const mails = (count: number): string => (count === 1 ? "1 mail" : `${count} mails`);

const LOST: Record<MailFacts["lost"][number]["state"], { cause: string; what: string }> = {
  failed: { cause: "mail_failed", what: "of the last week did not go out" },
  unknown: { cause: "mail_unknown", what: "of the last week may not have gone out" },
};

const judgeLost = ({ lost }: MailFacts): Finding[] =>
  lost.map(({ state, count, signatureId, detail }) => {
    const { cause, what } = LOST[state];
    return warn(
      { group: "Operation", check: "mails" },
      cause,
      `${mails(count)} ${what}, the newest for ${signatureId}: ${detail ?? "no reason is known"}`,
      `Mend the address, SMTP_URL or MAIL_FROM, then remind the signers of ${signatureId} again.`,
    );
  });

export const judgeMails = ({ mailServer, mails }: CheckFacts): Finding[] => [
  ...judgeMailServer(mailServer),
  ...(mails.ok ? judgeLost(mails.value) : []),
];
