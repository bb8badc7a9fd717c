// `creditnexus sandbox sign`: signs as the invited people would.
import { SignatureId } from "@creditnexus/contract";
import { z } from "zod";
import { command } from "../command/command.ts";
import type { Context } from "../command/context.ts";
import { CliError, UsageError } from "../command/errors.ts";
import { safeText } from "../terminal/safe-text.ts";
import { callSandbox, SANDBOX_PROBLEMS } from "./control.ts";
import { readInvitations } from "./find-invitations.ts";
import { withoutLink } from "./hide-links.ts";
import type { Invitation } from "./shapes.ts";

const Field = z.string().transform((text, context) => {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (name !== undefined && value !== undefined) return [name, value] as const;
  context.addIssue({ code: "custom", message: `${JSON.stringify(text)}: expected API_ID=VALUE` });
  return z.NEVER;
});

const signOne = (
  invitation: Invitation,
  fields: Record<string, string>,
  context: Context,
): Promise<unknown> =>
  callSandbox(
    context,
    {
      method: "POST",
      path: `invitations/${encodeURIComponent(invitation.invitation_id)}/sign`,
      body: Object.keys(fields).length === 0 ? {} : { fields },
    },
    z.unknown(),
  );

interface Wish {
  /** Only these; everybody when absent. */
  matches?: (invitation: Invitation) => boolean;
  fields?: Record<string, string>;
  atMost?: number;
}

/** Signs every open invitation until none is left or enough have signed; signing opens the next in order. */
export const signEveryone = async (request: string, wish: Wish, context: Context): Promise<Invitation[]> => {
  const { matches = () => true, fields = {}, atMost = Number.POSITIVE_INFINITY } = wish;
  const signed: Invitation[] = [];
  while (signed.length < atMost) {
    const invitations = await readInvitations(request, context);
    const open = invitations.find((one) => one.status === "open" && matches(one));
    if (open === undefined) break;
    await signOne(open, fields, context);
    signed.push({ ...open, status: "signed" });
  }
  return signed;
};

const nobody = (who: string): CliError =>
  new CliError(`Nobody is to sign now: ${who} has no open invitation.`, {
    code: "nothing_open",
    nextStep: "See whose turn it is with `creditnexus sandbox invitations`.",
  });

export const sign = command({
  name: "sandbox sign",
  summary: "Sign in the sandbox as the invited people would",
  details:
    "With a signature id, everybody signs in order; --as names one of them. With an invitation id, only that one is signed, and signing out of order is refused.",
  arguments: {
    id: { schema: z.string(), summary: "signature (sig_…), DigiSigner's request or invitation id" },
  },
  flags: {
    as: { value: "EMAIL", summary: "only this signer", schema: z.string().optional() },
    field: {
      value: "API_ID=VALUE",
      many: true,
      summary: "fill this field; other fields get what their type needs",
      schema: z.array(Field).optional(),
    },
  },
  examples: [
    { does: "everybody, in order", line: "creditnexus sandbox sign sig_01jabc" },
    {
      does: "only Jane, with a field",
      line: "creditnexus sandbox sign sig_01jabc --as jane@lender.example --field place=Zurich",
    },
  ],
  errors: [
    "not_found",
    "not_ready",
    "nothing_open",
    "conflict",
    ...SANDBOX_PROBLEMS,
    "unauthenticated",
    "connection_failed",
  ],
  run: async (input, context) => {
    const fields = Object.fromEntries(input.field ?? []);
    const all = SignatureId.safeParse(input.id).success ? [] : await readInvitations(undefined, context);
    const invitation = all.find((one) => one.invitation_id === input.id);
    if (invitation !== undefined && input.as !== undefined) {
      throw new UsageError("--as belongs to a signature or request id: an invitation has one signer.");
    }
    const wanted = input.as?.toLowerCase();
    const signed = await context.terminal.progress("Signing", async () => {
      if (invitation === undefined) {
        const matches = (one: Invitation) => wanted === undefined || one.email.toLowerCase() === wanted;
        return signEveryone(input.id, { matches, fields }, context);
      }
      await signOne(invitation, fields, context);
      return [{ ...invitation, status: "signed" as const }];
    });
    if (signed.length === 0) throw nobody(input.as ?? input.id);
    const { style } = context.terminal;
    return {
      data: { signed: signed.map(withoutLink) },
      text: () => signed.map((one) => `${style.green("✓")} ${safeText(one.email)} signed`).join("\n"),
    };
  },
});
