// Reads the control API's own JSON strictly: unknown keys and wrong types are a 400 that names the path.
import type { z } from "zod";
import { MAX_JSON_BYTES } from "../choices.ts";
import { SandboxError } from "../errors.ts";
import { parseJsonObject, readBytes } from "../wire/body.ts";

/** An empty body counts as `{}`. */
export async function readOptionalBody<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  const bytes = await readBytes(request, MAX_JSON_BYTES);
  const body = bytes.byteLength === 0 ? {} : parseJsonObject(bytes);
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const details = parsed.error.issues.map((issue) => ({
    message: `${issue.path.join(".") || "body"}: ${issue.message}`,
  }));
  throw new SandboxError(400, "The body is not valid.", { details });
}
