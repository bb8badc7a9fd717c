// What a first visit costs: scripts under their limit, and a list that can soon be used.
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { sendAgreement } from "../acceptance/desk.ts";
import { withDesk } from "./dashboard-desk.ts";
import { withBrowser } from "./launch.ts";

const browser = withBrowser();
const desk = withDesk(browser);

/** Compressed, before any PDF is looked at. */
const MOST_SCRIPT_BYTES = 250_000;
/** One second on a machine of its own; test machines are shared. */
const MOST_MILLISECONDS = 4_000;

test("the first load stays under 250 KB of compressed script, and the list can soon be used", async () => {
  await sendAgreement(desk.product());

  const fresh = await desk.signedIn("/nowhere");
  const bodies: Promise<Buffer>[] = [];
  fresh.on("response", (response) => {
    if (response.request().resourceType() === "script") bodies.push(response.body());
  });
  const started = performance.now();
  await fresh.goto(desk.product().url);
  await fresh
    .getByRole("link", { name: /facility/i })
    .filter({ visible: true })
    .first()
    .waitFor();
  const milliseconds = Math.round(performance.now() - started);
  const sizes = (await Promise.all(bodies)).map((body) => gzipSync(body).length);
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  console.log(
    `first load: ${bytes} bytes of compressed script in ${sizes.length} files, list after ${milliseconds} ms`,
  );
  expect(sizes.length).toBeGreaterThan(1);
  expect(bytes).toBeLessThan(MOST_SCRIPT_BYTES);
  expect(milliseconds).toBeLessThan(MOST_MILLISECONDS);
});
