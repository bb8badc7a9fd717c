// A tunnel is opened again with backoff when it breaks, and checked while it seems to work.
import { expect, test } from "vitest";
import { keepTunnel, type TunnelWatch } from "./keep-tunnel.ts";
import type { OpenTunnel } from "./tunnel.ts";

const TIMING = { checkEveryMs: 1, firstWaitMs: 1, longestWaitMs: 4 };

/** Runs until `until` says so, and answers what happened in order. */
const watchUntil = async (
  open: OpenTunnel,
  until: (events: readonly string[]) => boolean,
  leadsHere: TunnelWatch["leadsHere"] = async () => true,
): Promise<string[]> => {
  const events: string[] = [];
  const stop = new AbortController();
  const note = (event: string) => {
    events.push(event);
    if (until(events)) stop.abort();
  };
  await keepTunnel(
    open,
    1,
    {
      onOpen: async (url, previous) => note(`open ${url} after ${previous ?? "nothing"}`),
      onBroken: async (why) => note(`broken: ${why}`),
      onFailed: (_error, attempt, waitMs) => note(`failed ${attempt}, wait ${waitMs}`),
      leadsHere,
    },
    { signal: stop.signal, timing: TIMING },
  );
  return events;
};

test("a tunnel whose library reports its end is opened again", async () => {
  let count = 0;
  const closed: string[] = [];
  const open: OpenTunnel = async () => {
    count += 1;
    const url = `https://t${count}.example`;
    const broken = count === 1 ? Promise.resolve("cut") : new Promise<string>(() => undefined);
    const close = async () => {
      closed.push(url);
      if (count === 1) throw new Error("it is gone");
    };
    return { url, broken, close };
  };
  expect(await watchUntil(open, (events) => events.length === 3)).toEqual([
    "open https://t1.example after nothing",
    "broken: cut",
    "open https://t2.example after https://t1.example",
  ]);
  expect(closed).toEqual(["https://t1.example", "https://t2.example"]);
});

test("a tunnel that leads nowhere any more is found by checking, after two lost checks in a row", async () => {
  const answers = [true, false, true, false, false];
  const open: OpenTunnel = async () => ({
    url: "https://t.example",
    broken: new Promise<string>(() => undefined),
    close: async () => undefined,
  });
  const events = await watchUntil(
    open,
    (all) => all.some((event) => event.startsWith("broken")),
    async () => answers.shift() ?? true,
  );
  expect(events.at(-1)).toContain("does not arrive any more");
  expect(answers).toEqual([]);
});

test("a tunnel that cannot be wired is closed and opened again later; at the start it is an error", async () => {
  let opens = 0;
  const closed: number[] = [];
  const open: OpenTunnel = async () => {
    const number = ++opens;
    const broken = number === 1 ? Promise.resolve("cut") : new Promise<string>(() => undefined);
    return { url: `https://t${number}.example`, broken, close: async () => void closed.push(number) };
  };
  const stop = new AbortController();
  const failures: string[] = [];
  const watch: TunnelWatch = {
    onOpen: async (url) => {
      if (url === "https://t2.example") throw new Error("the sandbox is away");
      if (url === "https://t3.example") stop.abort();
    },
    onBroken: async () => undefined,
    onFailed: (error) => failures.push(String(error)),
    leadsHere: async () => true,
  };
  await keepTunnel(open, 1, watch, { signal: stop.signal, timing: TIMING });
  expect(failures).toEqual(["Error: the sandbox is away"]);
  expect(closed).toEqual([1, 2, 3]);
  const refusing = { ...watch, onOpen: () => Promise.reject(new Error("no sandbox")) };
  await expect(
    keepTunnel(open, 1, refusing, { signal: AbortSignal.timeout(60_000), timing: TIMING }),
  ).rejects.toThrow("no sandbox");
  expect(closed).toEqual([1, 2, 3, 4]);
});

test("waits double up to the longest, and begin anew after a success", async () => {
  const script = ["ok", "no", "no", "no", "no", "ok", "no"];
  const open: OpenTunnel = async () => {
    if (script.shift() === "no") throw new Error("away");
    return { url: "https://t.example", broken: Promise.resolve("cut"), close: async () => undefined };
  };
  const events = await watchUntil(open, () => script.length === 0);
  expect(events.filter((event) => event.startsWith("failed"))).toEqual([
    "failed 1, wait 1",
    "failed 2, wait 2",
    "failed 3, wait 4",
    "failed 4, wait 4",
    "failed 1, wait 1",
  ]);
});

test("a first opening that fails is thrown, so that a wrong setting is not retried for ever", async () => {
  const open: OpenTunnel = async () => {
    throw new Error("no such server");
  };
  await expect(watchUntil(open, () => false)).rejects.toThrow("no such server");
});
