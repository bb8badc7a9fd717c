import { once } from "node:events";
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { DEFAULT_LIMITS } from "./limits.ts";
import { spawnChild } from "./spawn-child.ts";

it("gives a child no variable of ours and caps that the kernel keeps", async (ctx) => {
  if (process.platform !== "linux") ctx.skip("left out: only Linux tells a process's environment and limits");
  process.env.PDF_TEST_SECRET = "hush";
  const child = spawnChild(DEFAULT_LIMITS);
  try {
    await once(child, "message");
    const variables = readFileSync(`/proc/${child.pid}/environ`, "utf8");
    const limits = readFileSync(`/proc/${child.pid}/limits`, "utf8");
    expect(variables).not.toContain("hush");
    expect(variables.split("\0").filter((entry) => /^(PATH|HOME|DIGISIGNER)/.test(entry))).toEqual([]);
    expect(limits).toMatch(/Max core file size\s+0 /);
    expect(limits).toMatch(/Max cpu time\s+195 /);
    expect(limits).toMatch(new RegExp(`Max data size\\s+${(DEFAULT_LIMITS.memoryMb + 600) * 1024 * 1024} `));
  } finally {
    delete process.env.PDF_TEST_SECRET;
    child.kill("SIGKILL");
    await once(child, "exit");
  }
});

it("ends with its parent, for it listens to nothing but the channel", async () => {
  const child = spawnChild(DEFAULT_LIMITS);
  await once(child, "message");
  child.disconnect();
  const [code] = await once(child, "exit");
  expect(code).toBe(0);
});
