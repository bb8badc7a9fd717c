// Warns at the start when anybody who knows the callback URL can post callbacks to a desk of the real DigiSigner.
import type { Log } from "../log/log.ts";

/** The sandbox needs no warning: nothing there is binding. */
export const warnOfOpenIntake = (
  log: Pick<Log, "warn">,
  { provider, webhookSecrets }: { provider: "sandbox" | "digisigner"; webhookSecrets: readonly unknown[] },
): void => {
  if (provider === "sandbox" || webhookSecrets.length > 0) return;
  log.warn(
    { setting: "DIGISIGNER_WEBHOOK_SECRET" },
    "callbacks are accepted from anybody: set DIGISIGNER_WEBHOOK_SECRET and put the URL that the doctor prints into DigiSigner's settings",
  );
};
