// Rules between settings: what each alone allows but together would mislead or break.
import type { ConfigFault } from "./config-error.ts";
import { isLoopback } from "./loopback.ts";
import type { SettingValues } from "./settings.ts";

export function checkCombination(values: SettingValues, only: string | undefined): ConfigFault[] {
  const faults: ConfigFault[] = [];
  const fault = (setting: string, message: string) => faults.push({ setting, message });
  const live = values.DIGISIGNER_API_KEY !== undefined;

  if (only !== undefined && only !== "http" && only !== "worker") {
    fault("--only", `--only is ${JSON.stringify(only)}: expected http or worker, for example --only http.`);
  }
  if (only !== undefined && values.DATABASE_URL === undefined) {
    fault(
      "--only",
      "--only splits the service into processes that share a database, but the embedded one belongs to a single process: set DATABASE_URL, or leave --only out.",
    );
  }
  if (live && values.SANDBOX) {
    fault(
      "SANDBOX",
      "SANDBOX=1 asks for a sandbox, but DIGISIGNER_API_KEY (not shown) asks for the real DigiSigner: remove one of the two.",
    );
  }
  if (!live && !values.SANDBOX) {
    const reason = seriousness(values);
    if (reason !== undefined) {
      fault(
        "DIGISIGNER_API_KEY",
        `DIGISIGNER_API_KEY is not set, but ${reason}: set it to sign with DigiSigner, or set SANDBOX=1 to say that a sandbox is meant, whose signatures bind nobody.`,
      );
    }
  }
  if (!live && values.SANDBOX_PORT !== 0 && values.SANDBOX_PORT === values.PORT) {
    fault(
      "SANDBOX_PORT",
      `SANDBOX_PORT is ${values.SANDBOX_PORT} and so is PORT: expected two different ports, for example SANDBOX_PORT=${values.PORT + 1}.`,
    );
  }
  return faults;
}

/** Why somebody could take a sandbox's signatures for real ones. */
function seriousness({ NODE_ENV, PUBLIC_URL }: SettingValues): string | undefined {
  if (NODE_ENV === "production") return "NODE_ENV is production";
  if (PUBLIC_URL !== undefined && isPublic(new URL(PUBLIC_URL))) return `PUBLIC_URL is ${PUBLIC_URL}`;
  return undefined;
}

function isPublic({ protocol, hostname }: URL): boolean {
  return protocol === "https:" && !isLoopback(hostname);
}
