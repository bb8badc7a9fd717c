// What parent and child say to each other: one request, one answer, one at a time.
import type { PdfErrorCode } from "../errors.ts";
import type { OperationName } from "./operations.ts";

export interface Request {
  readonly id: number;
  readonly operation: OperationName;
  readonly input: unknown;
  readonly pages: number;
}

export type Answer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly code: PdfErrorCode; readonly message: string };
