// Work that gave up is shown above the list and on the health page, and is put back in line there.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { expect, test } from "vitest";
import { call, until } from "../acceptance/desk.ts";
import { startProduct } from "../acceptance/start.ts";
import { startDatabase } from "../soak/processes.ts";
import { withBrowser } from "./launch.ts";

const browser = withBrowser();

test("a job that gave up is seen with its cause, tried again, and seen again when that fails too", async () => {
  const directory = await mkdtemp(join(tmpdir(), "creditnexus-dead-letter-"));
  const database = await startDatabase(directory);
  const product = await startProduct({ env: { DATABASE_URL: database.url, SANDBOX: "1" } });
  try {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    // No try reads it differently, so it gives up at once.
    await client.query(
      "insert into pgboss.job (name, data, dead_letter) values ('signature-sync', '{}', 'dead_letters')",
    );
    await client.end();
    const letters = async () => (await call(product, "GET", "/api/dead-letters")).body.dead_letters;
    const [first] = await until(letters, (found) => found.length === 1, 60);

    const page = await browser.page();
    await page.context().request.post(`${product.url}/api/session`, {
      data: { key: product.apiKey },
      headers: { origin: product.url },
    });
    await page.goto(product.url);
    const panel = page.getByRole("region", { name: "Needs attention" });
    await panel.getByRole("link", { name: "1 job that gave up" }).click();
    await page.getByText(/^payload not understood/).waitFor();
    await page.getByRole("button", { name: "Try again: signature-sync" }).click();
    await page.getByText("Back in line").waitFor();
    const [second] = await until(
      letters,
      ([found]) => found !== undefined && found.job_id !== first.job_id,
      60,
    );
    expect(second.queue).toBe("signature-sync");
    await page.close();
  } finally {
    await product.stop();
    await database.stop();
    await rm(directory, { recursive: true, force: true });
  }
});
