// Checks what comes in against the contract's schemas and names every fault by its place.
import type { FastifySchemaCompiler } from "fastify";
import type { z } from "zod";
import { InvalidInputError } from "../errors.ts";

type Fault = { path: string; message: string };
type Issue = z.core.$ZodIssue;

const pointer = (path: readonly PropertyKey[]): string =>
  path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

/** A union fails with the faults of each branch; the branch whose type fits says what is really wrong. */
const fittingBranch = (branches: readonly Issue[][]): Issue[] | undefined =>
  branches.find(
    (issues) => !issues.some((issue) => issue.code === "invalid_type" && issue.path.length === 0),
  );

const faultsOf = (issue: Issue, base: readonly PropertyKey[]): Fault[] => {
  const path = [...base, ...issue.path];
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      path: pointer([...path, key]),
      message: `${JSON.stringify(key)} is not known here: remove it or correct its spelling`,
    }));
  }
  const branch = issue.code === "invalid_union" ? fittingBranch(issue.errors) : undefined;
  if (branch !== undefined) return branch.flatMap((inner) => faultsOf(inner, path));
  return [{ path: pointer(path), message: issue.message }];
};

/** What JSON can say and PostgreSQL cannot store: a NUL character, half of a surrogate pair. */
const textFault = (text: string): string | undefined => {
  if (text.includes("\0")) return "contains a NUL character";
  return text.isWellFormed() ? undefined : "is no well-formed Unicode text";
};

const unstorable = (value: unknown, path: readonly PropertyKey[]): Fault[] => {
  if (typeof value === "string") {
    const message = textFault(value);
    return message === undefined ? [] : [{ path: pointer(path), message }];
  }
  if (value === null || typeof value !== "object" || Buffer.isBuffer(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => [
    ...(textFault(key) === undefined
      ? []
      : [{ path: pointer(path), message: "has a key that cannot be stored" }]),
    ...unstorable(member, [...path, key]),
  ]);
};

const WHERE: Record<string, string> = {
  body: "body",
  querystring: "query",
  params: "path",
};

const sentence = (part: string, faults: readonly Fault[]): string =>
  `In the ${part}: ${faults.map(({ path, message }) => (path === "" ? message : `${path} ${message}`)).join("; ")}.`;

/**
 * Parses a value.
 *
 * @throws InvalidInputError `invalid_request` with every fault as JSON pointer and sentence.
 */
export const parse = <T>(schema: z.ZodType<T>, value: unknown, part: string): T => {
  const result = schema.safeParse(value);
  const faults = result.success
    ? unstorable(result.data, [])
    : result.error.issues.flatMap((issue) => faultsOf(issue, []));
  if (result.success && faults.length === 0) return result.data;
  throw new InvalidInputError({
    code: "invalid_request",
    message: sentence(part, faults),
    details: { errors: faults },
  });
};

/** The same for Fastify, which wants errors returned. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  const part = WHERE[httpPart ?? "body"] ?? "request";
  return (value) => {
    try {
      return { value: parse(schema, value, part) };
    } catch (error) {
      if (error instanceof InvalidInputError) return { error };
      throw error;
    }
  };
};
