import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer, text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startS3Server, type TestS3Server } from "../testing/s3-server.ts";
import type { BlobStore } from "./blob-store.ts";
import { openDirectoryStore } from "./directory-store.ts";
import { openS3Store } from "./s3-store.ts";

const MISSING = "0".repeat(64);
let root: string;
let s3: TestS3Server;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "blobs "));
  s3 = await startS3Server(["agreements"]);
});

afterAll(async () => {
  await s3.close();
  await rm(root, { recursive: true });
});

const openS3 = (bucket = "agreements") =>
  openS3Store({
    kind: "s3",
    bucket,
    prefix: "signed/",
    endpoint: s3.endpoint,
    region: "eu-central-1",
    spoolDirectory: join(root, "spool"),
    credentials: { accessKeyId: "id", secretAccessKey: "key" },
  });

describe.each([
  {
    medium: "a directory",
    open: () => openDirectoryStore(join(root, "store")),
    leftovers: () => readdir(join(root, "store/incoming")),
    damage: (sha256: string) => writeFile(join(root, "store", sha256.slice(0, 2), sha256), "damaged"),
  },
  {
    medium: "S3",
    open: () => openS3(),
    leftovers: () => readdir(join(root, "spool")),
    damage: async (sha256: string) => {
      s3.objects.set(`agreements/signed/${sha256.slice(0, 2)}/${sha256}`, Buffer.from("damaged"));
    },
  },
])("a store in $medium", ({ open, leftovers, damage }) => {
  let store: BlobStore;
  beforeAll(async () => {
    store = await open();
  });
  afterAll(() => store.close());

  test("gives back the bytes under their SHA-256", async () => {
    const bytes = randomBytes(300_000);
    const stored = await store.put(Readable.from([bytes.subarray(0, 1000), bytes.subarray(1000)]));
    expect(stored).toEqual({ sha256: createHash("sha256").update(bytes).digest("hex"), size: 300_000 });
    const opened = await store.open(stored.sha256);
    expect(opened.size).toBe(300_000);
    expect((await buffer(opened.stream)).equals(bytes)).toBe(true);
    expect((await store.read(stored.sha256)).equals(bytes)).toBe(true);
  });

  test("stores the same bytes once, also when they arrive twice at the same time", async () => {
    const stored = await Promise.all([1, 2, 3].map(() => store.put(Buffer.from("same"))));
    expect(new Set(stored.map(({ sha256 }) => sha256)).size).toBe(1);
    expect(await text((await store.open(stored[0]?.sha256 ?? "")).stream)).toBe("same");
  });

  test("keeps an empty content", async () => {
    const { sha256, size } = await store.put(Buffer.alloc(0));
    expect(size).toBe(0);
    expect(await store.read(sha256)).toHaveLength(0);
  });

  test("refuses more bytes than allowed and keeps nothing of them", async () => {
    let taken = 0;
    async function* endless() {
      for (;;) {
        taken += 1000;
        yield Buffer.alloc(1000);
      }
    }
    await expect(store.put(endless(), { maxBytes: 5000 })).rejects.toMatchObject({ code: "too_large" });
    expect(taken).toBeLessThan(200_000);
    expect(await leftovers()).toEqual([]);
  });

  test("accepts exactly as many bytes as allowed", async () => {
    expect(await store.put(Buffer.alloc(5000), { maxBytes: 5000 })).toMatchObject({ size: 5000 });
  });

  test("keeps nothing of a source that fails half-way", async () => {
    async function* broken() {
      yield Buffer.from("half");
      throw new Error("connection lost");
    }
    await expect(store.put(broken())).rejects.toThrow("connection lost");
    expect(await leftovers()).toEqual([]);
  });

  test("gives parts", async () => {
    const { sha256 } = await store.put(Buffer.from("0123456789"));
    const part = async (start: number, end?: number) =>
      text((await store.open(sha256, end === undefined ? { start } : { start, end })).stream);
    expect(await part(2, 4)).toBe("234");
    expect(await part(7)).toBe("789");
    expect(await part(8, 99)).toBe("89");
    await expect(part(10)).rejects.toThrow(RangeError);
    await expect(part(4, 2)).rejects.toThrow(RangeError);
  });

  test("fails instead of handing on damaged bytes", async () => {
    const { sha256 } = await store.put(Buffer.from("important"));
    await damage(sha256);
    await expect(store.read(sha256)).rejects.toMatchObject({ code: "blob_corrupt" });
    const { stream } = await store.open(sha256);
    await expect(buffer(stream)).rejects.toMatchObject({ code: "blob_corrupt" });
  });

  test("heals damaged bytes when they are stored again", async () => {
    const { sha256 } = await store.put(Buffer.from("healed"));
    await damage(sha256);
    await store.put(Buffer.from("healed"));
    expect(await text((await store.open(sha256)).stream)).toBe("healed");
  });

  test("says what is not there", async () => {
    expect(await store.has(MISSING)).toBe(false);
    await expect(store.open(MISSING)).rejects.toMatchObject({ code: "blob_not_found" });
    await expect(store.read(MISSING)).rejects.toMatchObject({ code: "blob_not_found" });
  });

  test("deletes, also what is gone already", async () => {
    const { sha256 } = await store.put(Buffer.from("short-lived"));
    expect(await store.has(sha256)).toBe(true);
    await store.delete(sha256);
    await store.delete(sha256);
    expect(await store.has(sha256)).toBe(false);
  });

  test("takes nothing but hashes for an address", async () => {
    for (const address of ["../../etc/passwd", "", "A".repeat(64)]) {
      await expect(store.open(address)).rejects.toThrow("is no blob address");
    }
  });

  test("reports that it can be used", async () => {
    await expect(store.check()).resolves.toBeUndefined();
  });
});

test("a directory store removes uploads that a killed process left behind, but no present ones", async () => {
  const store = await openDirectoryStore(join(root, "killed"));
  const incoming = join(root, "killed/incoming");
  await writeFile(join(incoming, "old.part"), "x");
  await writeFile(join(incoming, "new.part"), "x");
  const twoDaysAgo = Date.now() / 1000 - 2 * 24 * 3600;
  await utimes(join(incoming, "old.part"), twoDaysAgo, twoDaysAgo);
  await store.close();
  await openDirectoryStore(join(root, "killed"));
  expect(await readdir(incoming)).toEqual(["new.part"]);
});

test("an S3 store reports a bucket that is not there and signs what it sends", async () => {
  const store = await openS3("elsewhere");
  await expect(store.check()).rejects.toThrow();
  await store.close();
  expect(s3.refused).toEqual([]);
});
