// A cut of the kill loops: the same kills and faults as `npm run soak -- --kill-loops`, in a size that fits into the suite.
import { expect, test } from "vitest";
import { runKillLoops } from "./run-kill-loops.ts";

// Once: what another try would hide is what it looks for.
test("sends and completions that are killed and disturbed are neither doubled nor forgotten", {
  retry: 0,
  timeout: 400_000,
}, async () => {
  const options = { agreements: 12, kills: 3, seconds: 60, workers: 2, seed: 20_260_115 };
  const { faults, ...figures } = await runKillLoops(options);
  expect(faults).toEqual([]);
  expect(figures).toMatchObject({ kills_of_sends: 3, kills_of_completions: 3, duplicate_live_requests: 0 });
  expect(figures.requests).toBeGreaterThanOrEqual(12);
  // The account's faults came up, and people went on from them.
  expect(figures.stopped).toBeGreaterThan(0);
});
