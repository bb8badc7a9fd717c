// Writes the mail of a job from what is true now; what is out of date by then is not written.
import type { MailKind } from "@creditnexus/contract";
import type { Deps } from "../deps.ts";
import { readSigningLinks } from "../signatures/links.ts";
import { currentSigners, type Signature } from "../signatures/signature.ts";
import { composeMail } from "./compose.ts";
import { factsOf } from "./facts.ts";
import type { Mail } from "./mailer.ts";
import type { MailJob } from "./queues.ts";
import { deskLink, type MailSettings } from "./settings.ts";

export const kindOf = ({ mailKey, signerId }: MailJob): MailKind => {
  if (mailKey === "cancelled") return "cancellation";
  if (mailKey === "completed") return signerId === null ? "sender_completion" : "completion";
  return "reminder";
};

/** The links of one signer who has to sign now. */
const linksOf = async (
  deps: Pick<Deps, "db" | "vault">,
  signature: Signature,
  signerId: string | null,
): Promise<string[]> => {
  if (!currentSigners(signature).some((signer) => signer.signerId === signerId)) return [];
  const links = await readSigningLinks(deps, signature.workspaceId, signature.signatureId);
  return links.filter((link) => link.signerId === signerId).map((link) => link.signDocumentUrl);
};

/** Undefined when it is not wanted any more. */
export const writeMail = async (
  deps: Pick<Deps, "db" | "vault" | "clock"> & { mails: MailSettings },
  job: MailJob,
  signature: Signature,
): Promise<Mail | undefined> => {
  const signer = signature.signers.find(({ signerId }) => signerId === job.signerId);
  if (signer === undefined && job.signerId !== null) return undefined;
  const facts = factsOf(signature, signer);
  if (facts === undefined) return undefined;
  const kind = kindOf(job);
  const input = {
    now: deps.clock.now(),
    signingLinks: [] as string[],
    deskLink: deskLink(deps.mails, signature.signatureId),
  };
  if (kind === "cancellation") {
    return signature.status === "cancelled" ? composeMail(kind, facts, input) : undefined;
  }
  if (kind !== "reminder") {
    return signature.status === "completed" ? composeMail(kind, facts, input) : undefined;
  }
  const signingLinks = await linksOf(deps, signature, job.signerId);
  return signingLinks.length === 0 ? undefined : composeMail(kind, facts, { ...input, signingLinks });
};
