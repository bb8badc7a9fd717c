// Holds by the system calls themselves that an acknowledgement is written only after the log of the database was synced.
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Desk, startDesk } from "./desk.ts";
import { type Call, canTrace, traceCalls } from "./trace.ts";

const POSTS = 10;

/** For each acknowledgement, in order: whether a sync ended between the arrival of its callback and the answer. */
const wereSynced = (calls: readonly Call[]): boolean[] => {
  const found: boolean[] = [];
  let isSynced = false;
  let isOpen = false;
  for (const { isService, name, text } of calls) {
    if (
      isService &&
      /^(read|readv|recvfrom|recvmsg)$/.test(name) &&
      text.includes("POST /api/signatures/webhook")
    ) {
      isOpen = true;
      isSynced = false;
    }
    if (!isService && /^f(data)?sync$/.test(name) && text.includes("= 0")) isSynced = true;
    if (!isOpen || !isService || !/^(begun|write|writev|sendto|sendmsg)$/.test(name)) continue;
    if (!text.includes("HTTP/1.1 200")) continue;
    found.push(isSynced);
    isOpen = false;
  }
  return found;
};

describe.skipIf(!canTrace())("with strace", () => {
  let desk: Desk;
  beforeAll(async () => {
    // Nothing else shall write: no worker runs.
    desk = await startDesk({ http: 1, workers: 0 });
  });
  afterAll(async () => {
    await desk?.stop();
  });

  const post = (number: number): Promise<void> =>
    desk.postCallback(JSON.stringify({ event_time: number, event_type: "SOMETHING_NEW" }));

  const observe = async (): Promise<boolean[]> => {
    const output = join(tmpdir(), `creditnexus-trace-${process.pid}.log`);
    const pids = { postmaster: await desk.database.pid(), service: desk.http[0]?.pid() ?? 0 };
    // One before, so that the connection it uses exists when the tracer attaches.
    await post(0);
    const calls = await traceCalls(pids, output, async () => {
      for (let number = 1; number <= POSTS; number += 1) await post(number);
    });
    await rm(output);
    return wereSynced(calls);
  };

  test("every acknowledgement follows the sync of its commit", async () => {
    expect(await observe()).toEqual(Array.from({ length: POSTS }, () => true));
  });

  test("the same check fails when the database commits without waiting for the sync", async () => {
    await desk.query("alter database creditnexus set synchronous_commit = off");
    await desk.http[0]?.kill();
    expect(await desk.http[0]?.ready()).toBe(true);
    // Started with the setting from its command line, the server lets a database's own setting stand.
    const [row] = await desk.query<{ setting: string }>(
      "select unnest(setconfig) as setting from pg_db_role_setting",
    );
    expect(row?.setting).toBe("synchronous_commit=off");
    const synced = await observe();
    expect(synced).toHaveLength(POSTS);
    expect(synced).toContain(false);
  });
});
