// Measures whole rounds on one sandbox: upload, send, two signers, both callbacks, download; fails when a callback is
// missing or memory grows. `npm run bench rounds [rounds]`
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSandbox } from "../src/sandbox.ts";
import { agreementPdf } from "../src/testing/agreement-pdf.ts";
import { apiClient } from "../src/testing/api-client.ts";
import { sendInOrder, signAll } from "../src/testing/rounds.ts";

const rounds = Number(process.argv[2] ?? 1000);
const folder = mkdtempSync(join(tmpdir(), "sandbox-bench-"));
const dataFile = join(folder, "sandbox.sqlite");
let acknowledged = 0;
const receiver = createServer((request, response) => {
  request.resume();
  acknowledged += 1;
  response.end("DIGISIGNER_EVENT_ACCEPTED");
});
await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
const sandbox = await createSandbox({
  port: 0,
  dataFile,
  callbackUrls: { documentSigned: url, signatureRequestCompleted: url },
});
const api = apiClient(sandbox);
const pdf = agreementPdf([{}, {}, {}]);

async function round(): Promise<void> {
  const documentId = await api.upload(pdf);
  const request = await sendInOrder(api, documentId, ["first@example.com", "second@example.com"]);
  await signAll(api, request.signature_request_id);
  await sandbox.settle();
  const status = await api.status(request.signature_request_id);
  if (!status.is_completed) throw new Error(`request ${request.signature_request_id} is not completed`);
  await api.download(documentId);
}

/** Of a signed document's round: one DOCUMENT_SIGNED a signer, and the completion. */
const CALLBACKS_PER_ROUND = 3;
/** Between the third tenth, when caches are warm, and the last. */
const MAX_HEAP_GROWTH = 16 * 1024 * 1024;
const MAX_RESIDENT_GROWTH = 64 * 1024 * 1024;
const TENTHS = 10;
const WARM = 2;
const memory: NodeJS.MemoryUsage[] = [];

const megabytes = (bytes: number): number => Math.round(bytes / 1024 / 1024);
const start = performance.now();
for (let done = 1; done <= rounds; done += 1) {
  await round();
  if (done % Math.max(1, Math.floor(rounds / TENTHS)) !== 0) continue;
  if (global.gc === undefined)
    throw new Error("memory is measured with node --expose-gc: use npm run bench rounds");
  global.gc();
  const used = process.memoryUsage();
  memory.push(used);
  const { rss, heapUsed } = used;
  const perSecond = (done / (performance.now() - start)) * 1000;
  console.log(
    `${done} rounds, ${perSecond.toFixed(1)}/s, heap ${megabytes(heapUsed)} MB, rss ${megabytes(rss)} MB, ` +
      `state ${megabytes(statSync(dataFile).size)} MB, ${acknowledged} callbacks`,
  );
}
await sandbox.close();
receiver.close();
rmSync(folder, { recursive: true });

const growth = (of: "heapUsed" | "rss"): number => (memory.at(-1)?.[of] ?? 0) - (memory[WARM]?.[of] ?? 0);
const faults = [
  ...(acknowledged === rounds * CALLBACKS_PER_ROUND
    ? []
    : [`${acknowledged} callbacks instead of ${rounds * CALLBACKS_PER_ROUND}`]),
  ...(growth("heapUsed") > MAX_HEAP_GROWTH ? [`the heap grew by ${megabytes(growth("heapUsed"))} MB`] : []),
  ...(growth("rss") > MAX_RESIDENT_GROWTH ? [`resident memory grew by ${megabytes(growth("rss"))} MB`] : []),
];
for (const fault of faults) console.error(fault);
process.exitCode = faults.length === 0 ? 0 : 1;
