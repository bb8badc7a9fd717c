// Checks of the callbacks: the answer is exact here and from outside, the tunnel lives, and what the service says of them.
import { ApiError, type Finding, fail, judgePublicUrl, warn } from "@creditnexus/contract";
import type { Facts } from "./facts.ts";
import { judgeAcknowledgement } from "./judge-acknowledgement.ts";
import { CALLBACK_PATH } from "./self-test.ts";

const isLive = ({ session }: Facts): boolean =>
  session !== undefined && !(session instanceof ApiError) && session.provider === "digisigner";

const acknowledgement = (facts: Facts) => ({
  secretKnown: (facts.settings.variables.DIGISIGNER_WEBHOOK_SECRET ?? "") !== "",
  now: facts.now,
});

const judgeTunnel = ({ tunnel, publicUrl }: Facts): Finding[] => {
  if (tunnel === undefined || tunnel.isOpen) return [];
  return [
    warn(
      { group: "Callbacks", check: "tunnel" },
      "tunnel_gone",
      `\`creditnexus dev\` was killed and left its tunnel ${tunnel.url} behind: callbacks sent there are lost`,
      publicUrl === undefined
        ? "Start `creditnexus dev --tunnel …` again and enter its new address at DigiSigner."
        : `Start \`creditnexus dev --tunnel …\` again, or restart the desk and let callbacks come to ${publicUrl}.`,
    ),
  ];
};

/** The token is refused at the front door, but whoever signs gets through: the way loses the query. */
const isTokenLost = ({ signed }: NonNullable<Facts["publicCallback"]>): boolean =>
  signed?.kind === "answer" && signed.status === 200;

const judgePublic = (facts: Facts): Finding[] => {
  const { publicUrl, publicCallback } = facts;
  const address = isLive(facts) ? judgePublicUrl(publicUrl, facts.publicAddresses) : undefined;
  const findings = address === undefined ? [] : [address];
  // An address of this machine only says nothing about the way in.
  if (address?.cause === "not_public" || publicCallback === undefined) return findings;
  const where = { group: "Callbacks", check: "public_callback" } as const;
  const { url, result } = publicCallback;
  if (isTokenLost(publicCallback)) {
    const lost = fail(
      where,
      "token_lost",
      `${url + CALLBACK_PATH}: the token in the callback URL does not arrive, so that every callback of DigiSigner is refused`,
      "Let the proxy hand the query on unchanged, as in proxy_pass without a path of its own.",
    );
    return [...findings, lost];
  }
  return [...findings, judgeAcknowledgement(where, url + CALLBACK_PATH, result, acknowledgement(facts))];
};

export const judgeCallbacks = (facts: Facts): Finding[] => {
  if (facts.callback === undefined) return [];
  const where = { group: "Callbacks", check: "callback_answer" } as const;
  const url = facts.settings.url + CALLBACK_PATH;
  return [
    judgeAcknowledgement(where, url, facts.callback, acknowledgement(facts)),
    ...judgeTunnel(facts),
    ...judgePublic(facts),
    // The doctor judges it by what arrives there.
    ...(facts.checks?.findings ?? []).filter(
      ({ group, check }) => group === "Callbacks" && check !== "public_url",
    ),
  ];
};
