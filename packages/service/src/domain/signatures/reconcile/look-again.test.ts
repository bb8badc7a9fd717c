// Holds that an outage of DigiSigner costs an old agreement no look, even where no callback ever rings.
import { afterEach, beforeEach, expect, test } from "vitest";
import { createSteppedDesk, type SteppedDesk } from "../../../testing/stepped-desk.ts";
import { DEFAULT_WORKSPACE_ID } from "../../actor.ts";
import { loadSignature } from "../load-signatures.ts";

const MINUTE_MS = 60_000;

let desk: SteppedDesk;
let signatureId: string;
beforeEach(async () => {
  desk = await createSteppedDesk();
  signatureId = await desk.request(["jane@borrower.example"]);
  await work();
});
afterEach(async () => {
  await desk?.close();
});

const work = () => desk.work({ without: ["signature-collect"], patient: false });

const pass = async (minutes: number, step: number): Promise<void> => {
  for (let passed = 0; passed < minutes; passed += step) {
    desk.clock.advance(step * MINUTE_MS);
    await desk.reconcile();
    await work();
  }
};

const load = () => loadSignature(desk.deps.db, DEFAULT_WORKSPACE_ID, signatureId);

const sign = async (): Promise<void> => {
  const { digisignerRequestId } = await load();
  const { invitations } = await desk.control<{ invitations: { invitation_id: string }[] }>(
    "GET",
    `invitations?signature_request_id=${digisignerRequestId}`,
  );
  await desk.control("POST", `invitations/${invitations[0]?.invitation_id}/sign`, {});
};

test.each([
  ["an outage", { name: "api_error", parameters: { status: 429, retry_after: 0 } }, 10],
  ["a time in which the key was refused", { name: "expired_key" }, 60],
])(
  "a look of the day that falls into %s is made up for soon after its end",
  async (_what, fault, minutes) => {
    await pass(4 * 24 * 60, 10);
    await sign();
    await desk.control("POST", "faults", fault);
    await pass(25 * 60, 10);
    expect((await load()).status).toBe("pending");
    await desk.control("DELETE", "faults");
    await pass(minutes, 10);
    expect((await load()).status).toBe("completed");
  },
);
