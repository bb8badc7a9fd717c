// `requests links`: the signing links of open signers, for who hands them on without DigiSigner's mails.
import { command } from "../command/command.ts";
import { safeText } from "../terminal/safe-text.ts";
import { idArgument } from "./read.ts";

export const links = command({
  name: "requests links",
  summary: "Show the signing links of open signers; whoever has one can sign",
  details:
    "The only command that prints signing links of the desk. Treat them as passwords: whoever has a link can sign in that person's name.",
  arguments: idArgument,
  flags: {},
  examples: [
    {
      does: "the link for Jane",
      line: "creditnexus requests links sig_01jabc | jq -r '.links[] | select(.email == \"jane@lender.example\").sign_document_url'",
    },
  ],
  errors: ["not_found", "not_ready", "forbidden", "connection_failed"],
  run: async ({ id }, context) => {
    const found = await context.desk.signatures.links(id);
    return {
      data: found,
      text: () =>
        found.links.length === 0
          ? "Nobody is left to sign."
          : found.links.map((link) => `${safeText(link.email)}\n  ${link.sign_document_url}`).join("\n"),
    };
  },
});
