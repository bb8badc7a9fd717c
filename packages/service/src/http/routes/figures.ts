// The routes of figures, and of what needs a person.
import { findAttention } from "../../domain/attention/find-attention.ts";
import { readFigures } from "../../domain/figures/read-figures.ts";
import { signatureToWire } from "../../domain/signatures/wire.ts";
import type { HttpContext } from "../context.ts";
import type { Handlers } from "../handlers.ts";

export const figureRoutes = (context: HttpContext): Pick<Handlers, "getFigures" | "getAttention"> => ({
  getFigures: ({ actor, query }) => readFigures(context, actor.workspaceId, query),

  getAttention: async ({ actor, query }) => {
    const found = await findAttention(context, actor.workspaceId, query.limit);
    return {
      total: found.total,
      counts: found.counts,
      parked_callbacks: found.parkedCallbacks,
      dead_letters: found.deadLetters,
      agreements: found.agreements.map(({ kind, signature }) => ({
        kind,
        signature: signatureToWire(signature),
      })),
    };
  },
});
