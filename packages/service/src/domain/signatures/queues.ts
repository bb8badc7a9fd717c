// The queues of a signature's life. Each job names a signature; the newest state decides what there is to do.
import { z } from "zod";
import { defineQueue } from "../../queue/queue.ts";

const SignatureJob = z.object({ workspaceId: z.string(), signatureId: z.string() });
export type SignatureJob = z.infer<typeof SignatureJob>;

/** Uploads and sends a request. Twelve tries spread over about an hour and a half, then a person decides. */
export const sendQueue = defineQueue({
  name: "signature-send",
  payload: SignatureJob,
  retryLimit: 12,
  duplicates: "one_waiting",
});

/** Why the truth is read: somebody rang, it was due, or a person asked. */
export const SYNC_TRIGGERS = ["callback", "schedule", "person"] as const;
export type SyncTrigger = (typeof SYNC_TRIGGERS)[number];

export const syncQueue = defineQueue({
  name: "signature-sync",
  payload: SignatureJob.extend({ trigger: z.enum(SYNC_TRIGGERS) }),
  concurrency: 8,
  retryLimit: 6,
  duplicates: "one_waiting",
});

/** Downloads and proves one signed document. */
export const collectQueue = defineQueue({
  name: "signature-collect",
  payload: SignatureJob.extend({ documentId: z.string() }),
  concurrency: 2,
  retryLimit: 12,
  duplicates: "one_waiting",
});

/** Deletes a closed signature's documents at DigiSigner, which voids its invitations. */
export const withdrawQueue = defineQueue({
  name: "signature-withdraw",
  payload: SignatureJob,
  retryLimit: 20,
  duplicates: "one_waiting",
});
