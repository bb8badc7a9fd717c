// A certificate's names and dates for people.
import type { Certificate, RelativeDistinguishedNames } from "pkijs";
import type { SealDetails } from "./seal-report.ts";

const SHORT_NAMES: Readonly<Record<string, string>> = {
  "2.5.4.3": "CN",
  "2.5.4.6": "C",
  "2.5.4.7": "L",
  "2.5.4.8": "ST",
  "2.5.4.10": "O",
  "2.5.4.11": "OU",
};

export function describeCertificate(
  certificate: Certificate,
): Required<Pick<SealDetails, "signer" | "issuer" | "serialNumber" | "validFrom" | "validTo">> {
  return {
    signer: describeName(certificate.subject),
    issuer: describeName(certificate.issuer),
    serialNumber: Buffer.from(certificate.serialNumber.valueBlock.valueHexView).toString("hex"),
    validFrom: certificate.notBefore.value,
    validTo: certificate.notAfter.value,
  };
}

function describeName(name: RelativeDistinguishedNames): string {
  return name.typesAndValues
    .map(({ type, value }) => `${SHORT_NAMES[type] ?? type}=${String(value.valueBlock.value)}`)
    .join(", ");
}
