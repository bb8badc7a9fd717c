// Who signed in, as the provider proved it.
import * as oidc from "openid-client";
import { SignInError } from "./sign-in-error.ts";

export type Identity = {
  issuer: string;
  /** Never changes and is never given to another person, other than names and addresses. */
  subject: string;
  name: string | null;
  email: string | null;
  /** Everything that was told, for the roles. */
  claims: Readonly<Record<string, unknown>>;
};

const LONGEST = 200;

/** Text from outside, on one line and of bounded length; null when nothing is left. */
export const oneLine = (value: unknown): string | null => {
  if (typeof value !== "string") return null;
  const text = value
    .replaceAll(/[\p{C}\p{Z}]+/gu, " ")
    .trim()
    .slice(0, LONGEST)
    .trim();
  return text === "" ? null : text;
};

/** An address that the provider itself calls unproved says nothing about who signed in. */
const emailOf = (claims: Identity["claims"]): string | null =>
  claims.email_verified === false || claims.email_verified === "false" ? null : oneLine(claims.email);

/** Reads the ID token, and what only the user-info endpoint tells, as many providers do with roles and groups. */
export const identityOf = async (
  configuration: oidc.Configuration,
  tokens: Awaited<ReturnType<typeof oidc.authorizationCodeGrant>>,
): Promise<Identity> => {
  const proved = tokens.claims();
  if (proved === undefined) throw new SignInError("unproved", "the provider answered without an ID token");
  const hasMore = configuration.serverMetadata().userinfo_endpoint !== undefined;
  const more = hasMore ? await oidc.fetchUserInfo(configuration, tokens.access_token, proved.sub) : {};
  // What is signed wins over what was only fetched.
  const claims: Identity["claims"] = { ...more, ...proved };
  return {
    issuer: proved.iss,
    subject: proved.sub,
    name: oneLine(claims.name) ?? oneLine(claims.preferred_username),
    email: emailOf(claims),
    claims,
  };
};
