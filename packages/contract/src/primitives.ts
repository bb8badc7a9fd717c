// Shapes shared by all resources: times, pages of a list, addresses, roles.
import { z } from "zod";

/** UTC, RFC 3339, milliseconds: `2026-01-31T09:30:00.000Z`. */
export const Timestamp = z.iso.datetime({ offset: false }).meta({ id: "Timestamp" });

/** SHA-256 in lower-case hex. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** An e-mail address as DigiSigner takes it; white space around it is removed, case is kept and ignored in comparisons. */
export const Email = z
  .string()
  .trim()
  .max(254)
  .pipe(
    z.email({
      error: (issue) =>
        `${JSON.stringify(issue.input)} is not an e-mail address: expected something like jane@lender.example`,
    }),
  );

/** Roles a key or person may have, weakest first; each includes the ones before it. */
export const ROLES = ["viewer", "sender", "operator", "admin"] as const;
export const Role = z.enum(ROLES).meta({ id: "Role" });
export type Role = z.infer<typeof Role>;

/** Whether `role` includes everything that `needed` may do. */
export const roleIncludes = (role: Role, needed: Role): boolean =>
  ROLES.indexOf(role) >= ROLES.indexOf(needed);

export const Metadata = z
  .record(z.string().max(64), z.string().max(1024))
  .refine((value) => Object.keys(value).length <= 50, "at most 50 metadata keys")
  .meta({ id: "Metadata" });

/** Query of every list: `limit` rows at most, from an opaque `cursor` answered as `next_cursor`. */
export const PageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(400).optional(),
});

/** One or many values in a query string (`?status=pending&status=completed`). */
export const listParameter = <T extends z.ZodType>(item: T) =>
  z.preprocess(
    (value) => (value === undefined || Array.isArray(value) ? value : [value]),
    z.array(item).optional(),
  );
