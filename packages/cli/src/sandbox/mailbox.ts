// `creditnexus sandbox mailbox`: what the sandbox mailed or caught, without signing links unless asked.
import { z } from "zod";
import { command } from "../command/command.ts";
import { CliError } from "../command/errors.ts";
import { shortTime } from "../status/columns.ts";
import { safeText } from "../terminal/safe-text.ts";
import { table } from "../terminal/table.ts";
import { callSandbox, SANDBOX_PROBLEMS } from "./control.ts";
import { withoutLinks } from "./hide-links.ts";
import { type Mail, Mailbox } from "./shapes.ts";

const mailText = (mail: Mail): string =>
  [
    `From:    ${safeText(mail.from)}`,
    `To:      ${safeText(mail.to.join(", "))}`,
    `Subject: ${safeText(mail.subject)}`,
    `Date:    ${shortTime(mail.at)}`,
    "",
    ...mail.text.split("\n").map(safeText),
  ].join("\n");

export const mailbox = command({
  name: "sandbox mailbox",
  summary: "Show the mails that the sandbox wrote or caught",
  arguments: { id: { schema: z.string().optional(), summary: "only this mail, whole", optional: true } },
  flags: {
    to: { value: "EMAIL", summary: "only mails to this address", schema: z.string().optional() },
    links: { summary: "show signing links; whoever has one can sign", schema: z.boolean().default(false) },
  },
  examples: [
    {
      does: "the signing link of the newest mail to Jane",
      line: "creditnexus sandbox mailbox --to jane@lender.example --links | jq -r '.mails[0].links[0]'",
    },
  ],
  errors: ["not_found", ...SANDBOX_PROBLEMS],
  run: async (input, context) => {
    const { mails } = await callSandbox(context, { method: "GET", path: "mailbox" }, Mailbox);
    const wanted = mails
      .filter((mail) => input.id === undefined || mail.id === input.id)
      .filter(
        (mail) =>
          input.to === undefined ||
          mail.to.some((to) => to.toLowerCase().includes(input.to?.toLowerCase() ?? "")),
      )
      .map((mail) => (input.links ? mail : withoutLinks(mail)));
    const { terminal } = context;
    if (input.id === undefined) {
      const rows = () =>
        table(
          wanted,
          [
            { title: "ID", value: (mail) => mail.id },
            { title: "WHEN", value: (mail) => shortTime(mail.at) },
            { title: "TO", value: (mail) => safeText(mail.to.join(", ")), flexible: true },
            { title: "SUBJECT", value: (mail) => safeText(mail.subject), flexible: true },
          ],
          { width: terminal.width, heading: terminal.style.dim },
        );
      const links = () => (input.links ? wanted.flatMap((mail) => mail.links) : []);
      return {
        data: { mails: wanted },
        text: () => (wanted.length === 0 ? "No mails." : [rows(), ...links()].join("\n")),
      };
    }
    const [mail] = wanted;
    if (mail === undefined) {
      throw new CliError(`There is no mail ${input.id}.`, {
        code: "not_found",
        nextStep: "List them with `creditnexus sandbox mailbox`.",
      });
    }
    return { data: mail, text: () => mailText(mail) };
  },
});
