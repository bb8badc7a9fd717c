// Reads signers from a CSV file: columns email, name, role, order, access_code and file; every faulty row is named at once.
import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { Email } from "@creditnexus/contract";
import { z } from "zod";
import { CliError, UsageError } from "../command/errors.ts";
import { CsvError, parseCsv } from "./csv.ts";
import type { Signer } from "./signer.ts";

const COLUMNS = ["email", "name", "role", "order", "access_code", "file"] as const;
const EXPECTED = "expected a first line with email and, if wanted, name, role, order, access_code and file";

const optional = z
  .string()
  .trim()
  .transform((text) => (text === "" ? undefined : text))
  .optional();

const Row = z.object({
  email: Email,
  name: optional,
  role: optional,
  order: z
    .string()
    .trim()
    .regex(/^\d*$/, "expected a whole number")
    .transform((text) => (text === "" ? undefined : Number(text)))
    .optional(),
  access_code: z
    .string()
    .trim()
    .regex(/^$|^.{4,64}$/, "expected 4 to 64 characters")
    .transform((text) => (text === "" ? undefined : text))
    .optional(),
  file: optional,
});

export interface SignerRow {
  signer: Signer;
  /** Absolute; undefined when the file has no such column or cell. */
  file: string | undefined;
}

const readText = async (path: string, shown: string): Promise<string> => {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    throw new CliError(`${shown} cannot be read.`, {
      code: "file_not_found",
      nextStep: "Check the path; it starts from the current directory.",
      cause,
    });
  }
};

const rowsOf = (text: string, shown: string): ReturnType<typeof parseCsv> => {
  try {
    return parseCsv(text);
  } catch (error) {
    if (error instanceof CsvError) throw new UsageError(`${shown}: ${error.message}.`);
    throw error;
  }
};

const headerOf = (cells: readonly string[], shown: string): string[] => {
  const header = cells.map((cell) => cell.trim().toLowerCase());
  const strange = header.filter((name) => !COLUMNS.some((column) => column === name));
  if (!header.includes("email")) throw new UsageError(`${shown} has no column email: ${EXPECTED}.`);
  if (strange.length > 0)
    throw new UsageError(`${shown} has a column ${JSON.stringify(strange[0])}: ${EXPECTED}.`);
  return header;
};

/** Paths in the column `file` start from the directory of the CSV file. */
export const readSignersFile = async (shown: string, cwd: string): Promise<SignerRow[]> => {
  const path = resolve(cwd, shown);
  const [head, ...body] = rowsOf(await readText(path, shown), shown);
  const header = headerOf(head?.cells ?? [], shown);
  if (body.length === 0) throw new UsageError(`${shown} names no signer: write one line for each.`);
  const faults: string[] = [];
  const rows = body.flatMap(({ line, cells }): SignerRow[] => {
    const parsed = Row.safeParse(Object.fromEntries(header.map((name, index) => [name, cells[index] ?? ""])));
    if (!parsed.success) {
      faults.push(
        ...parsed.error.issues.map(
          (issue) => `${shown} line ${line}, ${issue.path.join(".")}: ${issue.message}`,
        ),
      );
      return [];
    }
    const { email, name, role, order, access_code, file } = parsed.data;
    const signer: Signer = {
      email,
      ...(name === undefined ? {} : { name }),
      ...(role === undefined ? {} : { role }),
      ...(order === undefined ? {} : { order }),
      ...(access_code === undefined ? {} : { access_code }),
    };
    return [{ signer, file: file === undefined ? undefined : resolve(dirname(path), file) }];
  });
  if (faults.length > 0) throw new UsageError(faults.join("\n"));
  return rows;
};
