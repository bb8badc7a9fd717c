// Joins every queue of the service with the use case that works on it.
import type { DigiSigner } from "@creditnexus/digisigner";
import type { Deps } from "../domain/deps.ts";
import type { Mailer } from "../domain/mails/mailer.ts";
import { mailQueue } from "../domain/mails/queues.ts";
import { sendMail } from "../domain/mails/send-mail.ts";
import type { MailSettings } from "../domain/mails/settings.ts";
import { withdrawSignature } from "../domain/signatures/close/withdraw-signature.ts";
import { collectDocument } from "../domain/signatures/collect/collect-document.ts";
import { isProviderAway } from "../domain/signatures/provider-away.ts";
import { collectQueue, sendQueue, syncQueue, withdrawQueue } from "../domain/signatures/queues.ts";
import { lookAgainSoon } from "../domain/signatures/reconcile/look-again.ts";
import { sendSignature } from "../domain/signatures/send/send-signature.ts";
import { syncSignature } from "../domain/signatures/sync/sync-signature.ts";
import { handledBy, type QueueDefinition, type Worker } from "../queue/queue.ts";

/** Every queue, also for processes that only enqueue. */
export const QUEUES: readonly QueueDefinition[] = [
  sendQueue,
  syncQueue,
  collectQueue,
  withdrawQueue,
  mailQueue,
];

export const createWorkers = (
  deps: Deps & { mailer: Mailer | undefined; mails: MailSettings; backgroundDigisigner: DigiSigner },
): Worker[] => [
  handledBy(sendQueue, (job) =>
    sendSignature(deps, job.payload, { lastAttempt: job.lastAttempt, signal: job.signal }),
  ),
  handledBy(syncQueue, async ({ payload, signal, lastAttempt, log }) => {
    const digisigner = payload.trigger === "schedule" ? deps.backgroundDigisigner : deps.digisigner;
    try {
      await syncSignature({ ...deps, digisigner }, payload, signal);
    } catch (error) {
      // A dead letter for each look of an outage would bury those that a person has to see.
      if (!lastAttempt || !isProviderAway(error)) throw error;
      await lookAgainSoon(deps, payload, error);
      log.warn(
        { err: error, signatureId: payload.signatureId },
        "the truth could not be read, looked at again later",
      );
    }
  }),
  handledBy(collectQueue, (job) =>
    collectDocument(deps, job.payload, { lastAttempt: job.lastAttempt, signal: job.signal }),
  ),
  handledBy(withdrawQueue, (job) => withdrawSignature(deps, job.payload, job.signal)),
  handledBy(mailQueue, (job) => sendMail(deps, job.payload, { lastAttempt: job.lastAttempt })),
];
