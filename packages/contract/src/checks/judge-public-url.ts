// Judges the address under which DigiSigner is to reach the desk, without calling it.
import { type Finding, fail, pass, warn } from "./finding.ts";

/** Whether `url` is an address of the machine itself, which nobody else can reach. */
export const isLoopback = (url: string): boolean => {
  const host = new URL(url).hostname;
  return host === "localhost" || host === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(host);
};

const PRIVATE_ADDRESSES = [
  /^10\./,
  /^192\.168\./,
  /^172\.(1[6-9]|2\d|3[01])\./,
  /^169\.254\./,
  /^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./,
  /^f[cd][\da-f]{2}:/i,
  /^fe[89ab][\da-f]:/i,
];

/** Of a network's own; not the machine's itself, by which a public name may lead home from here. */
const isPrivateAddress = (address: string): boolean =>
  /^[\d.]+$|:/.test(address) && PRIVATE_ADDRESSES.some((pattern) => pattern.test(address));

/**
 * For a desk on the real DigiSigner. `url` is undefined when none is set; `addresses` are those of its host as far as they
 * are known.
 */
export const judgePublicUrl = (url: string | undefined, addresses: readonly string[] = []): Finding => {
  const where = { group: "Callbacks", check: "public_url" } as const;
  if (url === undefined) {
    return fail(
      where,
      "not_public",
      "DigiSigner cannot reach this desk: it has no public address",
      "Set PUBLIC_URL to the public https address, and restart the service.",
    );
  }
  if (isLoopback(url)) {
    return fail(
      where,
      "not_public",
      `DigiSigner cannot reach ${url}: it is an address of this machine only`,
      "Set PUBLIC_URL to the public https address, and restart the service.",
    );
  }
  if (!url.startsWith("https:")) {
    return fail(
      where,
      "not_https",
      `${url} is not https, so that anyone on the way can read and change callbacks`,
      "Put the service behind https and set PUBLIC_URL to that address.",
    );
  }
  const host = new URL(url).hostname.replace(/^\[|\]$/g, "");
  const found = addresses.length > 0 ? addresses : [host];
  if (found.every(isPrivateAddress)) {
    return warn(
      where,
      "private_address",
      `DigiSigner may not reach ${url}: ${found.join(", ")} is an address of a private network`,
      "Set PUBLIC_URL to an address that the internet can reach; ignore this if only the name's address here is private.",
    );
  }
  return pass(where, `DigiSigner is to reach this desk at ${url}`);
};
