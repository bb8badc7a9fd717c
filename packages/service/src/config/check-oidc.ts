// Rules between the settings of the organisation's sign-in: all of them or none, and no way back over an open line.
import type { ConfigFault } from "./config-error.ts";
import { isLoopback } from "./loopback.ts";
import type { SettingName, SettingValues } from "./settings.ts";

const NEEDED = ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"] as const;
const ALL = [...NEEDED, "OIDC_ROLE_CLAIM", "OIDC_ROLE_MAP", "OIDC_DEFAULT_ROLE"] as const;

/** @param given names of settings that have a text, also a faulty one, which is a fault of its own */
export function checkOidc(values: SettingValues, given: ReadonlySet<SettingName>): ConfigFault[] {
  const first = ALL.find((name) => given.has(name));
  if (first === undefined) return [];
  const faults: ConfigFault[] = [];
  for (const name of NEEDED) {
    if (given.has(name)) continue;
    faults.push({
      setting: name,
      message: `${name} is not set, but ${first} is: signing in with an organisation needs ${NEEDED.join(", ")}; set it, or remove ${first}.`,
    });
  }
  if (!given.has("OIDC_ROLE_MAP") && !given.has("OIDC_DEFAULT_ROLE")) {
    faults.push({
      setting: "OIDC_ROLE_MAP",
      message:
        "Neither OIDC_ROLE_MAP nor OIDC_DEFAULT_ROLE is set, so that nobody could sign in with the organisation: say who gets which role, for example OIDC_ROLE_MAP=desk-admins=admin,lending=sender.",
    });
  }
  const open = openAddress(values);
  if (open !== undefined) {
    faults.push({
      setting: "PUBLIC_URL",
      message: `${open}, to which the identity provider would lead people back without encryption: set PUBLIC_URL to an https URL, for example PUBLIC_URL=https://signatures.example.com.`,
    });
  }
  return faults;
}

/** Why people would come back over plain http from another machine. */
function openAddress({ PUBLIC_URL, HOST }: SettingValues): string | undefined {
  if (PUBLIC_URL !== undefined) {
    const { protocol, hostname } = new URL(PUBLIC_URL);
    return protocol === "https:" || isLoopback(hostname) ? undefined : `PUBLIC_URL is ${PUBLIC_URL}`;
  }
  // Whoever listens everywhere may well be the only one who calls, by a loopback address.
  if (HOST === undefined || HOST === "0.0.0.0" || HOST === "::") return undefined;
  const host = HOST.includes(":") ? `[${HOST}]` : HOST;
  return isLoopback(host) ? undefined : `HOST is ${HOST}, and PUBLIC_URL is not set`;
}
