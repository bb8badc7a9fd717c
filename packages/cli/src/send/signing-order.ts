// Gives signers their signing order: the order in which they were named, or numbers given for each.
import { UsageError } from "../command/errors.ts";
import type { Signer } from "./signer.ts";

/** `order` has one number per signer; equal numbers sign at the same time. */
export const withSigningOrder = (
  signers: readonly Signer[],
  options: { inOrder: boolean; order: readonly number[] | undefined },
): Signer[] => {
  const { order } = options;
  if (order === undefined) {
    return signers.map((signer, index) =>
      options.inOrder ? { ...signer, order: index + 1 } : { ...signer },
    );
  }
  if (options.inOrder) throw new UsageError("--in-order and --order exclude each other: give one of them.");
  if (order.length !== signers.length) {
    throw new UsageError(
      `--order has ${order.length} numbers for ${signers.length} signers: give one for each, such as --order 1,1,2.`,
    );
  }
  return signers.map((signer, index) => ({ ...signer, order: order[index] ?? 1 }));
};
