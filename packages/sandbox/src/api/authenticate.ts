// HTTP Basic: the user is the API key, the password empty; a missing colon is tolerated as production code omits it.
import { type Account, accountByKey } from "../accounts/store.ts";
import type { Deps } from "../deps.ts";
import { SandboxError } from "../errors.ts";

const CHALLENGE = { "www-authenticate": 'Basic realm="DigiSigner"' };

/** @throws SandboxError 401 */
export function authenticate({ db, faults }: Deps, request: Request): Account {
  const header = request.headers.get("authorization") ?? "";
  const encoded = /^basic\s+([\w+/=-]+)\s*$/i.exec(header)?.[1];
  if (encoded === undefined) {
    throw new SandboxError(401, "An API key is required: HTTP Basic with the key as user, no password.", {
      headers: CHALLENGE,
    });
  }
  const user = Buffer.from(encoded, "base64").toString("utf8");
  const key = user.endsWith(":") ? user.slice(0, -1) : user;
  const account = accountByKey(db, key);
  if (!account) throw new SandboxError(401, "The API key is not valid.", { headers: CHALLENGE });
  if (faults.take("expired_key")) {
    throw new SandboxError(401, "The API key has expired.", { headers: CHALLENGE });
  }
  return account;
}
