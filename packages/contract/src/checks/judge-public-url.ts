// Judges the address under which DigiSigner is to reach the desk, without calling it.
import { type Finding, fail, pass } from "./finding.ts";

/** Whether `url` is an address of the machine itself, which nobody else can reach. */
export const isLoopback = (url: string): boolean => {
  const host = new URL(url).hostname;
  return host === "localhost" || host === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(host);
};

/** For a desk on the real DigiSigner; undefined when `url` could do. `url` is undefined when none is set. */
export const judgePublicUrl = (url: string | undefined): Finding => {
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
  return pass(where, `DigiSigner is to reach this desk at ${url}`);
};
