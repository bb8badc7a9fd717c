// The table of what a child can do; each entry loads its code on first use, `preload` loads it all while idle.
import type { Operations } from "./operation-table.ts";

/** What every operation is told besides its input. */
export interface OperationContext {
  /** Pages a document may have. */
  readonly pages: number;
}

export type OperationName = keyof Operations;

type Run<Name extends OperationName> = (
  input: Operations[Name]["input"],
  context: OperationContext,
) => Promise<Operations[Name]["output"]>;

const table: { readonly [Name in OperationName]: () => Promise<Run<Name>> } = {
  open: async () => (await import("../document/open.ts")).open,
  text: async () => (await import("../text/read-text.ts")).readText,
  stamp: async () => (await import("../stamp/stamp.ts")).stamp,
  formFields: async () => (await import("../forms/form-fields.ts")).formFields,
  fillForm: async () => (await import("../forms/fill-form.ts")).fillForm,
  seal: async () => (await import("../seal/seal.ts")).seal,
  checkSeals: async () => (await import("../seal/check-seals.ts")).checkSeals,
  compare: async () => (await import("../compare/compare.ts")).compare,
};

/** The input was checked by the parent's types before it crossed the channel, which keeps no types. */
export async function runOperation(
  name: OperationName,
  input: unknown,
  context: OperationContext,
): Promise<unknown> {
  const run = (await table[name]()) as (input: unknown, context: OperationContext) => Promise<unknown>;
  return run(input, context);
}

export async function preload(): Promise<void> {
  for (const load of Object.values(table)) await load();
}
