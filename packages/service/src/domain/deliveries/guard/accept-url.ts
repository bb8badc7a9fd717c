// Takes the URL of an endpoint that is being set up, or says what is wrong with it.
import { InvalidInputError } from "../../../errors.ts";
import { checkTarget, type TargetRules } from "./check-target.ts";
import { type ResolveHost, systemResolver } from "./resolve-host.ts";

export type UrlDeps = {
  settings: { webhooks: TargetRules };
  /** Default: the machine's. */
  resolveHost?: ResolveHost;
};

const HINT =
  "expected an https URL that the internet can reach; for receivers on your own network set WEBHOOK_ALLOW_PRIVATE=1";

/**
 * The URL in its normal form, without a fragment.
 *
 * @throws InvalidInputError
 */
export const acceptUrl = async (deps: UrlDeps, text: string): Promise<string> => {
  const url = new URL(text);
  url.hash = "";
  const target = await checkTarget(deps.settings.webhooks, url, deps.resolveHost ?? systemResolver);
  if ("addresses" in target) return url.href;
  throw new InvalidInputError({
    code: "invalid_request",
    message: `Nothing can be delivered to this URL, ${target.fault}: ${HINT}.`,
    details: { errors: [{ path: "/url", message: target.fault }] },
  });
};
