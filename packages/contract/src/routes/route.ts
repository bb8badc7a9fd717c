// What the table says of one route of the HTTP API.
import type { z } from "zod";
import type { ErrorCode } from "../errors.ts";
import type { Role } from "../primitives.ts";

export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** With `{name}` for parameters. */
  readonly path: string;
  /** The weakest role that may call it; `public` needs no key. */
  readonly access: Role | "public";
  readonly tag: string;
  readonly summary: string;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** The body is multipart with a part `file`; `body` then describes the other parts. */
  readonly multipart?: boolean;
  /** Takes `Idempotency-Key`. */
  readonly idempotent?: boolean;
  /** 302 leads a browser on; its `response` is then of no meaning. */
  readonly status: 200 | 201 | 202 | 204 | 302;
  /** JSON of this shape, or bytes of this media type. */
  readonly response: z.ZodType | `${string}/${string}`;
  readonly errors: readonly ErrorCode[];
}

/** Keeps the exact types of a definition. */
export const route = <const R extends Route>(definition: R): R => definition;
