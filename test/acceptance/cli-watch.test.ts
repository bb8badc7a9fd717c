// Following a signature outlives a desk that is killed and comes back.
import { afterAll, expect, test } from "vitest";
import { runJson, start } from "./cli.ts";
import { sendAgreement } from "./desk.ts";
import { exitOf, type Product, startProduct } from "./start.ts";

let product: Product | undefined;

afterAll(async () => {
  await product?.stop();
});

test("a watch goes on after the desk was killed and started again, and shows everything once", async () => {
  const first = await startProduct();
  product = first;
  const env = { CREDITNEXUS_URL: first.url, SANDBOX_URL: first.sandboxUrl, DATA_DIR: first.dataDir };
  const { signature_id } = await sendAgreement(first);
  const watch = start(["status", signature_id, "--watch"], { env });
  await watch.line((line) => JSON.parse(line).timeline_entry?.kind === "sent");

  first.process.kill("SIGKILL");
  await exitOf(first.process);
  product = await startProduct({ continues: first });

  await runJson(["sandbox", "sign", signature_id], { env });
  const { code, stdout } = await watch.ended;
  expect(code).toBe(0);
  const lines = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  const sequences: number[] = lines
    .filter((line) => line.type === "timeline")
    .map((line) => line.timeline_entry.sequence);
  expect(sequences).toEqual(sequences.map((_sequence, index) => index + (sequences[0] ?? 0)));
  expect(lines.findLast((line) => line.type === "signature").signature).toMatchObject({
    status: "completed",
    is_collected: true,
  });
});
