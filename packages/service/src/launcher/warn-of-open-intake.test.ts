// Holds when a start warns that callbacks need no proof.
import { pino } from "pino";
import { expect, test } from "vitest";
import { warnOfOpenIntake } from "./warn-of-open-intake.ts";

const said = (provider: "sandbox" | "digisigner", webhookSecrets: string[]): string => {
  let lines = "";
  const log = pino({}, { write: (line: string) => (lines += line) });
  warnOfOpenIntake(log, { provider, webhookSecrets });
  return lines;
};

test("the real DigiSigner without a secret is warned of, with the setting's name", () => {
  expect(said("digisigner", [])).toContain("set DIGISIGNER_WEBHOOK_SECRET");
});

test("the sandbox, or a secret, is not", () => {
  expect([said("sandbox", []), said("digisigner", ["a-secret"])]).toEqual(["", ""]);
});
