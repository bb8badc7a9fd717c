// Lists signatures with filters: for `status` without an id and for `requests list`.
import {
  ATTENTION_KINDS,
  SIGNATURE_STATUSES,
  type Signature,
  type SignatureListQuery,
} from "@creditnexus/contract";
import { z } from "zod";
import type { Outcome } from "../command/command.ts";
import type { Context } from "../command/context.ts";
import { signatureTable } from "./columns.ts";

const KINDS = ATTENTION_KINDS.join(", ");
const STATUSES = SIGNATURE_STATUSES.join(", ");

/** 1 to 200; 20 when the flag is absent. */
export const limitFlag = {
  value: "NUMBER",
  summary: "how many, 1 to 200; 20 otherwise",
  schema: z.coerce
    .number("expected a number from 1 to 200")
    .int("expected a whole number")
    .min(1, "expected at least 1")
    .max(200, "expected at most 200")
    .default(20),
};

export const cursorFlag = {
  value: "CURSOR",
  summary: "go on where a list ended: its next_cursor",
  schema: z.string().optional(),
};

export const listFlags = {
  status: {
    value: "STATUS",
    many: true,
    summary: `only these: ${STATUSES}`,
    schema: z.array(z.enum(SIGNATURE_STATUSES, `expected one of ${STATUSES}`)).optional(),
    completes: SIGNATURE_STATUSES,
  },
  attention: {
    value: "REASON",
    many: true,
    summary: `only those that need a person, for this as the gravest reason: ${KINDS}`,
    schema: z.array(z.enum(ATTENTION_KINDS, `expected one of ${KINDS}`)).optional(),
    completes: ATTENTION_KINDS,
  },
  search: { value: "TEXT", summary: "only titles and signers with this text", schema: z.string().optional() },
  limit: limitFlag,
  cursor: cursorFlag,
};

export const listQuery = (input: {
  limit: number;
  cursor: string | undefined;
  status: SignatureListQuery["status"];
  attention: SignatureListQuery["attention"];
  search: string | undefined;
}): SignatureListQuery => ({
  limit: input.limit,
  ...(input.cursor === undefined ? {} : { cursor: input.cursor }),
  ...(input.status === undefined ? {} : { status: input.status }),
  ...(input.attention === undefined ? {} : { attention: input.attention }),
  ...(input.search === undefined ? {} : { search: input.search }),
});

const listText = (signatures: readonly Signature[], cursor: string | null, context: Context): string => {
  const { terminal } = context;
  if (signatures.length === 0)
    return "No signatures: send the first with `creditnexus send FILE --to EMAIL`.";
  const rows = signatureTable(signatures, terminal);
  return cursor === null ? rows : `${rows}\n${terminal.style.dim(`There are more: --cursor ${cursor}`)}`;
};

export const listSignatures = async (query: SignatureListQuery, context: Context): Promise<Outcome> => {
  const list = await context.desk.signatures.list(query, { signal: context.signal });
  return { data: list, text: () => listText(list.signatures, list.next_cursor, context) };
};
