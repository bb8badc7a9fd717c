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
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: [
    "certificate_incomplete",
    "its certificate's issuer is missing or unknown",
    "Serve the full chain (certificate and intermediates) of a public authority.",
  ],
  CERT_NOT_YET_VALID: [
    "certificate_not_yet_valid",
    "its certificate is not valid yet",
    "Set the clocks of this machine and of the server, or wait until the certificate begins.",
  ],
  EPROTO: [
    "no_tls",
    "it does not speak TLS as https needs it, such as a port of plain http",
    "Name the port of https in the address, or set up TLS in what stands in front of the service.",
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
  ECONNRESET: [
    "cut_off",
    "the connection is cut before an answer comes",
    "Check that http or https fits the port, and the log of what stands in front of the service.",
  ],
  EHOSTUNREACH: [
    "no_route",
    "no way leads to that machine",
    "Check its address, the network and the firewall.",
  ],
  ENETUNREACH: [
    "no_route",
    "no way leads to that network",
    "Check its address, the network and the firewall.",
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
