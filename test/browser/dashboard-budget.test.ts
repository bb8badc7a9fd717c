// What a first visit costs: scripts under their limit, and a list that can soon be used.
import { get, type IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { sendAgreement } from "../acceptance/desk.ts";
import { withDesk } from "./dashboard-desk.ts";
import { withBrowser } from "./launch.ts";

const browser = withBrowser();
const desk = withDesk(browser);

/** On the wire, before any PDF is looked at. */
const MOST_SCRIPT_BYTES = 250_000;
/** One second on a machine of its own; test machines are shared. */
const MOST_MILLISECONDS = 4_000;

test("the first load stays under 250 KB of compressed script, and the list can soon be used", async () => {
  await sendAgreement(desk.product());

  const fresh = await desk.signedIn("/nowhere");
  const transfers: Promise<number>[] = [];
  fresh.on("response", (response) => {
    const request = response.request();
    if (request.resourceType() !== "script") return;
    transfers.push(
      response
        .finished()
        .then(() => request.sizes())
        .then(({ responseBodySize }) => responseBodySize),
    );
  });
  const started = performance.now();
  await fresh.goto(desk.product().url);
  await fresh
    .getByRole("link", { name: /facility/i })
    .filter({ visible: true })
    .first()
    .waitFor();
  const milliseconds = Math.round(performance.now() - started);
  const sizes = await Promise.all(transfers);
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  console.log(
    `first load: ${bytes} bytes of compressed script in ${sizes.length} files, list after ${milliseconds} ms`,
  );
  expect(sizes.length).toBeGreaterThan(1);
  expect(bytes).toBeLessThan(MOST_SCRIPT_BYTES);
  expect(milliseconds).toBeLessThan(MOST_MILLISECONDS);
});

/** The build compresses nothing that is smaller than a packet. */
const MOST_BYTES_LEFT_AS_THEY_ARE = 1_400;

const served = (path: string, encoding: string): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const headers = { "accept-encoding": encoding, accept: "text/html,*/*" };
    get(desk.product().url + path, { headers }, resolve).on("error", reject);
  });

test("what is served compressed is the file itself, told apart for every cache", async () => {
  const page = await buffer(await served("/", "identity"));
  const paths = [...page.toString().matchAll(/(?:src|href)="(\/assets\/[^"]+\.(?:js|css))"/g)].map(
    ([, path]) => path ?? "",
  );
  let checked = 0;
  for (const path of paths) {
    const plain = await served(path, "identity");
    const file = await buffer(plain);
    if (file.length < MOST_BYTES_LEFT_AS_THEY_ARE) continue;
    checked += 1;
    const tags = new Set([plain.headers.etag]);
    for (const [encoding, decompress] of [
      ["br", brotliDecompressSync],
      ["gzip", gunzipSync],
    ] as const) {
      const answer = await served(path, encoding);
      const bytes = await buffer(answer);
      tags.add(answer.headers.etag);
      expect(answer.headers).toMatchObject({
        "content-encoding": encoding,
        "content-type": plain.headers["content-type"],
        "cache-control": plain.headers["cache-control"],
        vary: expect.stringMatching(/accept-encoding/i),
      });
      expect(decompress(bytes).equals(file)).toBe(true);
      expect(bytes.length).toBeLessThan(file.length);
    }
    expect(plain.headers["content-encoding"]).toBeUndefined();
    expect(plain.headers.vary).toMatch(/accept-encoding/i);
    expect(tags.size).toBe(3);
  }
  expect(checked).toBeGreaterThan(1);
});
