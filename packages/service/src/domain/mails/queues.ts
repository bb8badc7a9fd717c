// The queue of mails to signers.
import { z } from "zod";
import { defineQueue } from "../../queue/queue.ts";

export const MailJob = z.object({
  workspaceId: z.string(),
  signatureId: z.string(),
  /** Null: to the request's `senderEmail`. */
  signerId: z.string().nullable(),
  mailKey: z.string(),
});
export type MailJob = z.infer<typeof MailJob>;

export const mailQueue = defineQueue({
  name: "signature-mail",
  payload: MailJob,
  concurrency: 2,
  retryLimit: 8,
  retryDelaySeconds: 10,
});
