// Decides which role a person gets from what the identity provider says about them.
import { type Role, roleIncludes } from "@creditnexus/contract";
import type { RoleRules } from "../../config/config.ts";

type Claims = Readonly<Record<string, unknown>>;

const USUAL_CLAIMS = ["roles", "groups"];

const isObject = (value: unknown): value is Claims =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A claim of just this name counts before one inside an object, since names may hold dots, as URLs do. */
const valueAt = (claims: Claims, name: string): unknown => {
  if (Object.hasOwn(claims, name)) return claims[name];
  let value: unknown = claims;
  for (const part of name.split(".")) {
    if (!isObject(value) || !Object.hasOwn(value, part)) return undefined;
    value = value[part];
  }
  return value;
};

/** Providers send a list, or a single value as a text. */
const textsOf = (value: unknown): string[] =>
  [value].flat().filter((each): each is string => typeof each === "string");

/** The strongest role that the person's values give; undefined: this person has no business here. */
export const roleOfClaims = (claims: Claims, rules: RoleRules): Role | undefined => {
  const names = rules.claim === undefined ? USUAL_CLAIMS : [rules.claim];
  const values = names.map((name) => valueAt(claims, name)).find((value) => value !== undefined);
  let strongest: Role | undefined;
  for (const text of textsOf(values)) {
    const role = rules.map.get(text);
    if (role !== undefined && (strongest === undefined || roleIncludes(role, strongest))) strongest = role;
  }
  return strongest ?? rules.fallback;
};
