// A cut of the soak: the same storm, kills and crashes as `npm run soak`, in a size that fits into the suite.
import { expect, test } from "vitest";
import { runSoak } from "./run-soak.ts";

// Once: what another try would hide is what it looks for.
test("50,000 callbacks, five kills and two database crashes lose nothing, double nothing and take nothing back", {
  retry: 0,
  timeout: 400_000,
}, async () => {
  const { faults, ...figures } = await runSoak({
    posts: 50_000,
    kills: 5,
    crashes: 2,
    agreements: 20,
    duplicates: 0.25,
    cuts: 0.02,
    connections: 32,
    seed: 20_260_115,
    healWithinSeconds: 90,
  });
  expect(faults.slice(0, 20)).toEqual([]);
  expect(figures).toMatchObject({ kills: 5, crashes: 2, lost: 0, double_effects: 0, regressions: 0 });
  expect(figures.acknowledged).toBeGreaterThanOrEqual(50_000);
  expect(figures.cut_after_commit).toBeGreaterThan(0);
  expect(figures.rows).toBeGreaterThanOrEqual(figures.acknowledged);
});
