// Where programs reach the sandbox.
import { h } from "../dom.ts";

/** What the control API says about itself. */
export interface About {
  api_url: string;
}

/** The address a client is given, and the certificate that proves seals. */
export function addressLines({ api_url }: About): Node[] {
  return [
    h("span", {}, "API address"),
    h("code", {}, api_url),
    h("a", { href: "_sandbox/certificate", download: "sandbox-authority.pem" }, "Certificate of the seals"),
  ];
}
