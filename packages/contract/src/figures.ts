// Figures of a period, and what needs a person now.
import { z } from "zod";
import { ATTENTION_KINDS } from "./attention-kinds.ts";
import { Timestamp } from "./primitives.ts";
import { Signature } from "./signatures.ts";

export const FiguresQuery = z.strictObject({
  /** Without it 30 days before `to`. */
  from: Timestamp.optional(),
  /** Up to, not including; without it now. */
  to: Timestamp.optional(),
});
export type FiguresQuery = z.input<typeof FiguresQuery>;

/** Days that bound the classes from above, exclusive; the last class has no bound. */
export const SIGNING_CLASSES = [1, 3, 7, 14, 28] as const;
export const AGE_CLASSES = [2, 7, 14, 28] as const;

const Spread = z.array(z.object({ below_days: z.number().nullable(), count: z.number().int() }));

export const Figures = z
  .object({
    from: Timestamp,
    to: Timestamp,
    /** Agreements requested in the period, each counted as far as it got. */
    funnel: z.object({
      requested: z.number().int(),
      sent: z.number().int(),
      /** At least one signer has signed. */
      first_signed: z.number().int(),
      completed: z.number().int(),
      /** All signed PDFs are collected and verified. */
      proved: z.number().int(),
    }),
    ended: z.object({
      declined: z.number().int(),
      expired: z.number().int(),
      cancelled: z.number().int(),
      failed: z.number().int(),
    }),
    /** From sending to the last signature, of those completed. */
    time_to_sign: z.object({ median_days: z.number().nullable(), classes: Spread }),
    /** Since the request, of those still open. */
    ageing: z.object({ open: z.number().int(), classes: Spread }),
    callbacks: z.object({
      received: z.number().int(),
      /** Signings that no callback told of and the reconciler found. */
      repaired: z.number().int(),
      step: z.enum(["hour", "day"]),
      /** In UTC, without gaps; the first and the last may be cut by the period. */
      steps: z.array(z.object({ from: Timestamp, received: z.number().int(), repaired: z.number().int() })),
    }),
  })
  .meta({ id: "Figures" });
export type Figures = z.infer<typeof Figures>;

export const AttentionQuery = z.strictObject({ limit: z.coerce.number().int().min(1).max(200).default(50) });

export const Attention = z
  .object({
    /** Agreements, each once. */
    total: z.number().int(),
    counts: z.record(z.enum(ATTENTION_KINDS), z.number().int()),
    /** Of the last week: callbacks that led nowhere. */
    parked_callbacks: z.number().int(),
    dead_letters: z.number().int(),
    /** The first of them, by kind, then by what is due first or happened last. */
    agreements: z.array(z.object({ kind: z.enum(ATTENTION_KINDS), signature: Signature })),
  })
  .meta({ id: "Attention" });
export type Attention = z.infer<typeof Attention>;
