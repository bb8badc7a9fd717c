// Says what to enter in DigiSigner's settings, and whether anything has arrived from there.
import { routes, type Setup } from "@creditnexus/contract";
import { callbackUrl } from "@creditnexus/digisigner";
import type { Deps } from "../deps.ts";
import { newestOf, readArrivals } from "./read-arrivals.ts";

export type SetupDeps = Pick<Deps, "db" | "settings"> & {
  http: { webhookSecrets: readonly string[] };
  publicAddress: () => Promise<string | undefined>;
};

/** DigiSigner has one setting for each event; the desk takes both at one address. */
const callbackUrls = async (base: string, secret: string | undefined): Promise<Setup["callback_urls"]> => {
  const plain = base + routes.receiveCallback.path;
  const url = secret === undefined ? plain : await callbackUrl(plain, secret);
  return { document_signed: url, signature_request_completed: url };
};

/** `address` is what the caller reached the desk by, for a desk without a public one. */
export const readSetup = async (
  { db, settings, http, publicAddress }: SetupDeps,
  input: { workspaceId: string; address: string; mayHaveToken: boolean },
): Promise<Setup> => {
  const publicUrl = await publicAddress();
  const arrived = await readArrivals(db, input.workspaceId, settings.provider);
  return {
    provider: settings.provider,
    public_url: publicUrl ?? null,
    callback_secret: http.webhookSecrets.length > 0,
    callback_urls: input.mayHaveToken
      ? await callbackUrls(publicUrl ?? input.address, http.webhookSecrets[0])
      : null,
    arrived,
    last_callback: newestOf(arrived),
  };
};
