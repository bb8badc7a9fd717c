// `creditnexus sandbox invitations`: who is invited to sign in the sandbox, in signing order.
import { z } from "zod";
import { command } from "../command/command.ts";
import { safeText } from "../terminal/safe-text.ts";
import { table } from "../terminal/table.ts";
import { SANDBOX_PROBLEMS } from "./control.ts";
import { readInvitations } from "./find-invitations.ts";
import { withoutLink } from "./hide-links.ts";

export const invitations = command({
  name: "sandbox invitations",
  summary: "List invitations to sign, in signing order",
  arguments: {},
  flags: {
    request: {
      value: "ID",
      summary: "only of this request: DigiSigner's id or ours (sig_…)",
      schema: z.string().optional(),
    },
    links: { summary: "show signing links; whoever has one can sign", schema: z.boolean().default(false) },
  },
  examples: [
    {
      does: "whose turn it is",
      line: "creditnexus sandbox invitations | jq '.invitations[] | select(.status == \"open\")'",
    },
  ],
  errors: ["not_found", "not_ready", ...SANDBOX_PROBLEMS, "unauthenticated", "connection_failed"],
  run: async (input, context) => {
    const found = await readInvitations(input.request, context);
    const { terminal } = context;
    const rows = () =>
      table(
        found,
        [
          { title: "INVITATION", value: (one) => one.invitation_id },
          { title: "E-MAIL", value: (one) => safeText(one.email), flexible: true },
          { title: "ORDER", value: (one) => String(one.order ?? "–"), align: "right" },
          { title: "STATUS", value: (one) => one.status },
          ...(input.links
            ? [{ title: "LINK", value: (one: (typeof found)[number]) => one.sign_document_url }]
            : []),
        ],
        { width: input.links ? Number.POSITIVE_INFINITY : terminal.width, heading: terminal.style.dim },
      );
    return {
      data: { invitations: input.links ? found : found.map(withoutLink) },
      text: () => (found.length === 0 ? "No invitations." : rows()),
    };
  },
});
