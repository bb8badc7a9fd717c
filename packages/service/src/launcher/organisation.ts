// Sets up the organisation's sign-in; a provider that is away does not keep the service from starting.
import type { Clock } from "../clock/clock.ts";
import type { OidcConfig } from "../config/config.ts";
import type { Organisation } from "../http/context.ts";
import { createIdentityProvider } from "../identity/identity-provider.ts";
import type { Log } from "../log/log.ts";

export type OrganisationOptions = {
  oidc: OidcConfig | undefined;
  /** As browsers reach this service, without a trailing slash. */
  publicUrl: string;
  clock: Clock;
  log: Log;
};

export function openOrganisation({
  oidc,
  publicUrl,
  clock,
  log,
}: OrganisationOptions): Organisation | undefined {
  if (oidc === undefined) return undefined;
  const redirectUrl = `${publicUrl}/api/session/oidc/callback`;
  const provider = createIdentityProvider({ ...oidc, redirectUrl, clock, log });
  // Asked now, so that the first person does not wait and the operator reads about a mistake at once.
  provider.state();
  return { provider, roles: oidc.roles };
}
