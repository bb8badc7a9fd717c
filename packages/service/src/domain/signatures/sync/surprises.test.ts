// Holds that what DigiSigner reports and nobody asked for stands in the timeline, once.
import { DigiSigner } from "@creditnexus/digisigner";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createSteppedDesk, type SteppedDesk } from "../../../testing/stepped-desk.ts";
import { DEFAULT_WORKSPACE_ID } from "../../actor.ts";
import { readTimeline } from "../../timeline/read-timeline.ts";
import { syncSignature } from "./sync-signature.ts";

let desk: SteppedDesk;
beforeAll(async () => {
  desk = await createSteppedDesk();
});
afterAll(async () => {
  await desk?.close();
});

test("a signer whom nobody asked is told once, however often the truth is read", async () => {
  const signatureId = await desk.request(["jane@borrower.example"]);
  await desk.work();
  const eve = '{"email":"eve@elsewhere.example","is_signature_completed":true},';
  const digisigner = new DigiSigner({
    apiKey: desk.sandbox.apiKey,
    baseUrl: desk.sandbox.apiUrl,
    fetch: async (input, init) => {
      const answer = await desk.sandbox.fetch(input, init);
      const text = (await answer.text()).replace('"signers":[', `"signers":[${eve}`);
      return new Response(text, { headers: { "content-type": "application/json" } });
    },
  });
  const job = { workspaceId: DEFAULT_WORKSPACE_ID, signatureId, trigger: "person" as const };
  await syncSignature({ ...desk.deps, digisigner }, job);
  await syncSignature({ ...desk.deps, digisigner }, job);
  const entries = await readTimeline(desk.deps.db, job);
  const told = entries.filter(({ kind }) => kind === "provider_differs").map(({ summary }) => summary);
  expect(told).toEqual([expect.stringMatching(/^DigiSigner reports a signer eve@elsewhere.example on doc_/)]);
});
