// Measures whole rounds on one sandbox: upload, send, two signers, both callbacks, download. `node rounds.ts [rounds]`
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

const megabytes = (bytes: number): number => Math.round(bytes / 1024 / 1024);
const start = performance.now();
for (let done = 1; done <= rounds; done += 1) {
  await round();
  if (done % Math.max(1, Math.floor(rounds / 10)) !== 0) continue;
  global.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  const perSecond = (done / (performance.now() - start)) * 1000;
  console.log(
    `${done} rounds, ${perSecond.toFixed(1)}/s, heap ${megabytes(heapUsed)} MB, rss ${megabytes(rss)} MB, ` +
      `state ${megabytes(statSync(dataFile).size)} MB, ${acknowledged} callbacks`,
  );
}
await sandbox.close();
receiver.close();
rmSync(folder, { recursive: true });
