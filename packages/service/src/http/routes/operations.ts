// The routes of operations: alive, ready, measured, and what gave up.
import { z } from "zod";
import { retryDeadLetters } from "../../domain/dead-letters/retry-dead-letters.ts";
import type { DeadLetter } from "../../queue/queue.ts";
import type { HttpContext } from "../context.ts";
import type { Handlers } from "../handlers.ts";
import { createMetrics } from "../metrics.ts";
import { checkReadiness } from "../readiness.ts";

type Names = "getHealth" | "getReadiness" | "getMetrics" | "listDeadLetters" | "retryDeadLetters";

/** Most jobs are about a signature. */
const AboutSignature = z.object({ signatureId: z.string() });

const deadLetterToWire = (letter: DeadLetter) => {
  const about = AboutSignature.safeParse(letter.payload);
  return {
    job_id: letter.id,
    queue: letter.queue,
    signature_id: about.success ? about.data.signatureId : null,
    cause: letter.cause,
    enqueued_at: letter.enqueuedAt.toISOString(),
    failed_at: letter.failedAt.toISOString(),
  };
};

export const operationRoutes = (context: HttpContext): Pick<Handlers, Names> => {
  const metrics = createMetrics(context);
  return {
    getHealth: async () => ({ status: "ok" }),

    getReadiness: async ({ reply }) => {
      const readiness = await checkReadiness(context);
      if (readiness.status === "ready") return readiness;
      return reply.code(503).header("cache-control", "no-store").header("retry-after", 5).send(readiness);
    },

    getMetrics: async ({ reply }) => {
      const { text, contentType } = await metrics.read();
      return reply.header("content-type", contentType).send(text);
    },

    listDeadLetters: async () => ({
      dead_letters: (await context.queue.deadLetters({ limit: 1000 })).map(deadLetterToWire),
    }),

    retryDeadLetters: async ({ actor, body }) => ({
      retried: await retryDeadLetters(context, actor, body.job_ids),
    }),
  };
};
