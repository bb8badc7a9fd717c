// Proves that a callback comes from somebody who knows the secret.
import { createHmac } from "node:crypto";
import { WEBHOOK_SECRET } from "./processes.ts";

/** Value of `X-DigiSigner-Signature`. */
export const hmacOf = (body: string, secret = WEBHOOK_SECRET): string =>
  createHmac("sha256", secret).update(body).digest("hex");
