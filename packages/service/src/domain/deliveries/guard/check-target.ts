// Decides whether a URL may be delivered to: when an endpoint is set up, and again before every connection.
import { isPublicAddress } from "./addresses.ts";
import { type Address, addressesOf, type ResolveHost } from "./resolve-host.ts";

export type TargetRules = {
  /** Private, loopback and link-local addresses too. */
  allowPrivate: boolean;
  requireHttps: boolean;
};

/** `addresses` are the only ones to connect to: asked again, the name could lead elsewhere. */
export type Target = { addresses: readonly Address[] } | { fault: string };

const urlFault = (rules: TargetRules, url: URL): string | undefined => {
  if (url.protocol !== "https:" && url.protocol !== "http:") return `${url.protocol} is not http or https`;
  if (rules.requireHttps && url.protocol === "http:") return "in production the URL has to be https";
  if (url.username !== "" || url.password !== "") {
    return "a URL with a password is not kept; deliveries are signed, check their signature instead";
  }
  return undefined;
};

/** One address that is not public spoils the name: which one is used is not for its owner to choose. */
export const checkTarget = async (
  rules: TargetRules,
  url: URL,
  resolveHost: ResolveHost,
): Promise<Target> => {
  const fault = urlFault(rules, url);
  if (fault !== undefined) return { fault };
  const addresses = await addressesOf(url, resolveHost).catch((error: NodeJS.ErrnoException) => error);
  if (addresses instanceof Error) {
    return { fault: `${url.hostname} was not found (${addresses.code ?? addresses.message})` };
  }
  if (addresses.length === 0) return { fault: `${url.hostname} has no address` };
  const inside = rules.allowPrivate ? undefined : addresses.find((one) => !isPublicAddress(one.address));
  if (inside === undefined) return { addresses };
  return { fault: `${url.hostname} leads to ${inside.address}, which is not a public address` };
};
