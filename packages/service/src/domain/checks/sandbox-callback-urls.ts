// Reads from the sandbox where it brings its callbacks; of DigiSigner's account nobody can read that but a person.
import { CALLBACK_TOKEN_PARAMETER, callbackToken } from "@creditnexus/digisigner";
import { z } from "zod";
import type { CheckFacts } from "./facts.ts";

const TIMEOUT_MS = 2_000;

const Settings = z.looseObject({
  callback_urls: z.looseObject({
    document_signed: z.string().optional(),
    signature_request_completed: z.string().optional(),
  }),
});

const tokenOf = (url: string): string | undefined =>
  URL.parse(url)?.searchParams.get(CALLBACK_TOKEN_PARAMETER) ?? undefined;

/** Undefined when the sandbox does not answer: whether it does is another question. */
export const readSandboxCallbackUrls = async (
  sandboxUrl: string,
  webhookSecrets: readonly string[],
): Promise<CheckFacts["sandboxCallbacks"]> => {
  const answer = await fetch(`${sandboxUrl}/_sandbox/settings`, {
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch(() => undefined);
  if (answer === undefined || !answer.ok) {
    await answer?.body?.cancel();
    return undefined;
  }
  const settings = Settings.safeParse(await answer.json());
  if (!settings.success) return undefined;
  const { document_signed, signature_request_completed } = settings.data.callback_urls;
  const tokens = await Promise.all(webhookSecrets.map((secret) => callbackToken(secret)));
  return {
    urls: { document_signed, signature_request_completed },
    isTokenRight: (url) => tokens.length === 0 || tokens.some((token) => token === tokenOf(url)),
  };
};
