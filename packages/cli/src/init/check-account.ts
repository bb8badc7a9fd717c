// Asks DigiSigner whether the key is good and which mode its account is in, before anything is written.
import type { AccountMode } from "@creditnexus/digisigner";
import type { Context } from "../command/context.ts";
import { CliError } from "../command/errors.ts";
import { askKey, askMode } from "../digisigner/ask-account.ts";

export const checkAccount = (
  account: { apiKey: string; baseUrl: string; keyFrom: string },
  { terminal, signal }: Context,
): Promise<AccountMode> =>
  terminal.progress("Asking DigiSigner", async (say) => {
    const check = await askKey({ ...account, signal });
    if (check.outcome === "refused") {
      throw new CliError(`DigiSigner at ${account.baseUrl} refuses the key ${account.keyFrom}.`, {
        code: "digisigner_key_refused",
        nextStep: `Copy the key again from the settings of your DigiSigner account, in place of the one ${account.keyFrom}. Nothing was written.`,
      });
    }
    if (check.outcome === "unknown") {
      throw new CliError(`DigiSigner at ${account.baseUrl} could not be asked: ${check.why}`, {
        code: "digisigner_unreachable",
        nextStep: "Check the network and DIGISIGNER_BASE_URL, which ends with /v1. Nothing was written.",
      });
    }
    say("Asking for the mode of the account");
    return askMode({ ...account, signal });
  });
