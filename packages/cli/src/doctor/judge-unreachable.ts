// Says why no answer came from an address: the certificate, the name, the port, or time.
import { type Finding, fail } from "@creditnexus/contract";
import type { ProbeFailure } from "./probe.ts";

const CERTIFICATE_FAULTS: Record<string, [cause: string, detail: string, fix: string]> = {
  CERT_HAS_EXPIRED: ["certificate_expired", "its certificate has expired", "Renew the certificate."],
  DEPTH_ZERO_SELF_SIGNED_CERT: [
    "certificate_self_signed",
    "its certificate is self-signed",
    "Use a certificate of a public authority, such as Let's Encrypt: DigiSigner accepts no other.",
  ],
  SELF_SIGNED_CERT_IN_CHAIN: [
    "certificate_self_signed",
    "its certificate comes from a private authority",
    "Use a certificate of a public authority, such as Let's Encrypt: DigiSigner accepts no other.",
  ],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: [
    "certificate_incomplete",
    "its certificate's chain is incomplete or unknown",
    "Serve the full chain (certificate and intermediates) of a public authority.",
  ],
  ERR_TLS_CERT_ALTNAME_INVALID: [
    "certificate_wrong_name",
    "its certificate is for another name",
    "Get a certificate for this host name.",
  ],
};

const NETWORK_FAULTS: Record<string, [cause: string, detail: string, fix: string]> = {
  ENOTFOUND: [
    "name_unknown",
    "its host name does not resolve",
    "Check the spelling in PUBLIC_URL and the DNS record.",
  ],
  EAI_AGAIN: ["name_unknown", "its host name does not resolve now", "Check the network and the DNS record."],
  ECONNREFUSED: [
    "refused",
    "nothing listens there",
    "Start the service, or the proxy or tunnel in front of it.",
  ],
  TIMEOUT: [
    "timeout",
    "nothing answered in time",
    "Check the firewall and what stands in front of the service.",
  ],
};

/** `url` is shown, so it must carry no token. */
export const judgeUnreachable = (
  where: Pick<Finding, "group" | "check">,
  url: string,
  result: ProbeFailure,
): Finding => {
  const known = CERTIFICATE_FAULTS[result.code] ?? NETWORK_FAULTS[result.code];
  if (known !== undefined) return fail(where, known[0], `${url}: ${known[1]}`, known[2]);
  return fail(
    where,
    "unreachable",
    `${url}: ${result.message}`,
    "Check what stands in front of the service.",
  );
};
