// The rules of the settings for signing in with an organisation's identity provider.
import { ROLES, type Role, Role as RoleSchema } from "@creditnexus/contract";
import { z } from "zod";
import { isLoopback } from "./loopback.ts";

/** Kept as written: a slash at the end is part of an issuer's name. */
export const issuerUrl = z.string().refine((value) => {
  const url = URL.parse(value);
  if (url === null || url.search !== "" || url.hash !== "" || url.username !== "") return false;
  if (url.pathname.includes("/.well-known/")) return false;
  return url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname));
});

/** `desk-admins=admin,ops=operator`; the last `=` counts, since a group's name may hold one. */
export const roleMap = z.string().transform((text, context): ReadonlyMap<string, Role> => {
  const map = new Map<string, Role>();
  for (const pair of text.split(",")) {
    const at = pair.lastIndexOf("=");
    const value = pair.slice(0, Math.max(at, 0)).trim();
    const role = RoleSchema.safeParse(pair.slice(at + 1).trim());
    if (value === "" || !role.success || map.has(value)) {
      context.addIssue({ code: "custom" });
      return z.NEVER;
    }
    map.set(value, role.data);
  }
  return map;
});

export const roleWord = z.enum(ROLES);

/** Without `openid` a provider proves nothing about who signed in. */
export const scopeList = z
  .string()
  .regex(/^[\x21\x23-\x5b\x5d-\x7e]+( +[\x21\x23-\x5b\x5d-\x7e]+)*$/)
  .refine((value) => value.split(/ +/).includes("openid"));
