// Proves that one failure among many neither stops the others nor gets lost.
import { expect, test } from "vitest";
import { forEach } from "./bulk.ts";
import { signature } from "./testing/signature.ts";

test("what fails is named, the rest is done, and never more than four run at once", async () => {
  const all = Array.from({ length: 10 }, (_, index) => signature({ signature_id: `sig_${index}` }));
  let running = 0;
  let most = 0;
  const { done, failed } = await forEach(all, async ({ signature_id }) => {
    running += 1;
    most = Math.max(most, running);
    await Promise.resolve();
    running -= 1;
    if (signature_id === "sig_3") throw new Error("already signed");
  });
  expect(done).toHaveLength(9);
  expect(failed).toMatchObject([{ signature: { signature_id: "sig_3" }, reason: "already signed" }]);
  expect(most).toBe(4);
});
