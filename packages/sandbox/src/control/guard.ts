// Keeps the control API, which can forge signatures, from web pages of others and from other machines.
import { SandboxError } from "../errors.ts";

export interface ControlGuard {
  publicUrl(): string;
  /** Answer calls from other machines, under the host of `publicUrl`. */
  openControl: boolean;
}

/**
 * The host must be a loopback name (a page that rebinds its own name to 127.0.0.1 arrives with its own name),
 * and a browser must come from the same origin.
 *
 * @throws SandboxError 403
 */
export function guardControl(guard: ControlGuard, request: Request, remoteAddress?: string): void {
  const { host, hostname } = new URL(request.url);
  const isPublicHost = host === new URL(guard.publicUrl()).host;
  if (!isLoopbackName(hostname) && !(guard.openControl && isPublicHost)) {
    throw new SandboxError(403, `The control API does not answer under the host "${host}". Use localhost.`);
  }
  if (!guard.openControl && remoteAddress !== undefined && !isLoopbackAddress(remoteAddress)) {
    throw new SandboxError(
      403,
      "The control API answers only this machine. Set SANDBOX_OPEN_CONTROL=1 to open it.",
    );
  }
  const origin = request.headers.get("origin");
  const sameOrigin = origin === null || (URL.canParse(origin) && new URL(origin).host === host);
  const site = request.headers.get("sec-fetch-site");
  if (!sameOrigin || (site !== null && site !== "same-origin" && site !== "none")) {
    throw new SandboxError(403, "The control API takes no calls from pages of another origin.");
  }
}

function isLoopbackName(hostname: string): boolean {
  return (
    hostname === "localhost" ||
    hostname.endsWith(".localhost") ||
    isLoopbackAddress(hostname.replace(/^\[|\]$/g, ""))
  );
}

function isLoopbackAddress(address: string): boolean {
  return address === "::1" || /^(::ffff:)?127\.\d+\.\d+\.\d+$/.test(address);
}
