// Reads what a caller in process asks for, by the same schema as the HTTP API.
import { DocumentId, RequestSignatures } from "@creditnexus/contract";
import { z } from "zod";
import { InvalidInputError } from "../../errors.ts";
import type { CreateSignatureInput } from "./create-input.ts";
import { requestFromWire } from "./wire.ts";

type Camel<Name extends string> = Name extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : Name;
type CamelKeys<T> = T extends readonly unknown[]
  ? { [Index in keyof T]: CamelKeys<T[Index]> }
  : T extends object
    ? {
        [Name in keyof T as Name extends string ? Camel<Name> : never]: Name extends "metadata"
          ? T[Name]
          : CamelKeys<T[Name]>;
      }
    : T;

/** The body of `POST /api/documents/{document_id}/signatures` in camelCase, with the document's id. */
export type SignatureRequestInput = { documentId: string } & CamelKeys<RequestSignatures>;

const snake = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const toSnake = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(toSnake);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      snake(name),
      name === "metadata" ? member : toSnake(member),
    ]),
  );
};

const Input = RequestSignatures.extend({ document_id: DocumentId });

/** @throws InvalidInputError `invalid_request` naming every fault. */
export const readLibraryInput = (input: SignatureRequestInput): CreateSignatureInput => {
  const parsed = Input.safeParse(toSnake(input));
  if (parsed.success) {
    const { document_id: documentId, ...body } = parsed.data;
    return requestFromWire(documentId, body);
  }
  throw new InvalidInputError({
    code: "invalid_request",
    message: `createSignatureRequest: ${z.prettifyError(parsed.error)}`,
    details: {
      errors: parsed.error.issues.map(({ path, message }) => ({
        path: path.map((step) => `/${String(step)}`).join(""),
        message,
      })),
    },
  });
};
