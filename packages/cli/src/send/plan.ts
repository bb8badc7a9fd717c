// Decides which requests a `send` makes: which files go together, and who signs them.
import { UsageError } from "../command/errors.ts";
import type { Signer } from "./signer.ts";
import { readSignersFile } from "./signers-file.ts";
import { withSigningOrder } from "./signing-order.ts";

/** One signature request to be made. */
export interface PlannedRequest {
  /** As named on the command line, or absolute when a CSV file names them. */
  files: string[];
  signers: Signer[];
}

interface PlanInput {
  file: string[] | undefined;
  to: Signer[] | undefined;
  signers: string | undefined;
  inOrder: boolean;
  order: number[] | undefined;
  separately: boolean;
}

const fromFile = async (path: string, input: PlanInput, cwd: string): Promise<PlannedRequest[]> => {
  const rows = await readSignersFile(path, cwd);
  const files = input.file ?? [];
  if (rows.every((row) => row.file === undefined)) {
    const signers = rows.map((row) => row.signer);
    return split(files, input.inOrder ? withSigningOrder(signers, input) : signers, input.separately);
  }
  if (files.length > 0) {
    throw new UsageError(`${path} has a column file, and files are named as well: leave one of them out.`);
  }
  const missing = rows.filter((row) => row.file === undefined).map((row) => row.signer.email);
  if (missing.length > 0) throw new UsageError(`${path} names no file for ${missing.join(", ")}.`);
  const groups = Map.groupBy(rows, (row) => row.file ?? "");
  return [...groups].map(([file, members]) => {
    const signers = members.map((row) => row.signer);
    return { files: [file], signers: input.inOrder ? withSigningOrder(signers, input) : signers };
  });
};

const split = (files: readonly string[], signers: Signer[], separately: boolean): PlannedRequest[] => {
  if (files.length === 0) throw new UsageError("Which files? Name at least one PDF.");
  if (!separately) return [{ files: [...files], signers }];
  return files.map((file) => ({ files: [file], signers }));
};

/** At least one request; throws a {@link UsageError} when the flags contradict each other. */
export const planRequests = async (input: PlanInput, cwd: string): Promise<PlannedRequest[]> => {
  if (input.signers === undefined) {
    if (input.to === undefined) {
      throw new UsageError("Who signs? Give at least one signer with --to, or a CSV file with --signers.");
    }
    return split(input.file ?? [], withSigningOrder(input.to, input), input.separately);
  }
  if (input.to !== undefined)
    throw new UsageError("--to and --signers exclude each other: give one of them.");
  if (input.order !== undefined) {
    throw new UsageError("--order belongs to --to: with --signers, write a column order.");
  }
  return fromFile(input.signers, input, cwd);
};
