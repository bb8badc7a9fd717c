// Finds the addresses behind a URL's host, the way the machine finds them.
import { lookup } from "node:dns/promises";
import { isIP } from "node:net";

export type Address = { address: string; family: number };

/** Where the addresses of a name come from; tests bring their own. */
export type ResolveHost = (hostname: string) => Promise<readonly Address[]>;

/** The machine's resolver. */
export const systemResolver: ResolveHost = (hostname) => lookup(hostname, { all: true });

/** Every address that the URL may lead to; one that is written as an address is not looked up. */
export const addressesOf = async (url: URL, resolveHost: ResolveHost): Promise<readonly Address[]> => {
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  const family = isIP(host);
  return family === 0 ? resolveHost(host) : [{ address: host, family }];
};
