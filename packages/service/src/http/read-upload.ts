// Reads an upload: the part `file` as a stream, the other parts as fields.

import { CreateDocumentFields } from "@creditnexus/contract";
import type { MultipartFile, MultipartValue } from "@fastify/multipart";
import type { FastifyRequest } from "fastify";
import type { z } from "zod";
import { InvalidInputError } from "../errors.ts";
import { parse } from "./validate.ts";

type Fields = z.output<typeof CreateDocumentFields>;

const invalid = (path: string, message: string): InvalidInputError =>
  new InvalidInputError({
    code: "invalid_request",
    message: `In the form: ${message}`,
    details: { errors: [{ path, message }] },
  });

const parseMetadata = (text: unknown): unknown => {
  try {
    return JSON.parse(String(text));
  } catch (error) {
    if (error instanceof SyntaxError) throw invalid("/metadata", "metadata is not a JSON object in text.");
    throw error;
  }
};

const addField = (fields: Map<string, unknown>, part: MultipartValue): void => {
  if (fields.has(part.fieldname)) throw invalid(`/${part.fieldname}`, `${part.fieldname} is there twice.`);
  fields.set(part.fieldname, part.fieldname === "metadata" ? parseMetadata(part.value) : part.value);
};

export type Upload = {
  file: AsyncIterable<Uint8Array>;
  fileName: string;
  /** Reads the rest of the form; to be called when the file has been read. */
  describe: () => Promise<Fields>;
};

const refuseSecondFile = (part: MultipartFile): never => {
  part.file.resume();
  throw invalid(
    `/${part.fieldname}`,
    `There is a second file in ${part.fieldname}: upload one file at a time.`,
  );
};

/**
 * @throws InvalidInputError `invalid_request` for a form without the part `file`, with unknown parts or with bad values.
 */
export const readUpload = async (request: FastifyRequest): Promise<Upload> => {
  const parts = request.parts();
  const fields = new Map<string, unknown>();
  for (;;) {
    const { value: part, done } = await parts.next();
    if (done === true || part === undefined) {
      throw invalid(
        "/file",
        "The part file is missing: send the PDF in a part named file, with a file name.",
      );
    }
    if (part.type === "field") {
      addField(fields, part);
      continue;
    }
    if (part.fieldname !== "file") {
      part.file.resume();
      throw invalid(`/${part.fieldname}`, `${part.fieldname} is no part we know: the PDF goes into file.`);
    }
    const describe = async (): Promise<Fields> => {
      for await (const later of parts) {
        if (later.type === "file") refuseSecondFile(later);
        else addField(fields, later);
      }
      return parse(CreateDocumentFields, Object.fromEntries(fields), "form");
    };
    return { file: part.file, fileName: part.filename, describe };
  }
};
