// The `seal` operation: a PAdES B-B signature over the file as it is, appended to it.
import { type PDF, PdfDict, PdfString } from "@libpdf/core";
import { load } from "../document/load.ts";
import type { OperationContext } from "../engine/operations.ts";
import { PdfError } from "../errors.ts";
import { loadCredential } from "./load-credential.ts";
import type { SealOptions } from "./seal-report.ts";

export async function seal(
  input: { pdf: Uint8Array; options: SealOptions },
  context: OperationContext,
): Promise<Uint8Array> {
  const { credential, reason, location, name, signedAt } = input.options;
  const signer = await loadCredential(credential);
  const pdf = await load(input.pdf, context);
  const blocker = pdf.canSaveIncrementally();
  const signed =
    pdf
      .getForm()
      ?.getSignatureFields()
      .some((field) => field.isSigned()) ?? false;
  if (signed && blocker !== null) {
    throw new PdfError(
      "already_sealed",
      `The PDF carries a signature and cannot be appended to (${blocker}); a second seal would break the first. Seal the unsigned original instead.`,
    );
  }
  describeOnSigning(pdf, { Name: name, Reason: reason, Location: location });
  const { bytes } = await pdf.sign({
    signer,
    subFilter: "ETSI.CAdES.detached",
    level: "B-B",
    digestAlgorithm: "SHA-256",
    ...(signedAt === undefined ? {} : { signingTime: signedAt }),
  });
  return bytes;
}

/**
 * LibPDF has no option for /Name, escapes the others twice and, looking for its placeholders, trips over words such
 * as "/ByteRange" in them. It registers the signature dictionary before signing; there they are added as hexadecimal.
 */
function describeOnSigning(pdf: PDF, entries: Readonly<Record<string, string | undefined>>): void {
  const { registry } = pdf.context;
  const register = registry.register.bind(registry);
  registry.register = (object) => {
    if (object instanceof PdfDict && object.getName("Type")?.value === "Sig") {
      for (const [key, text] of Object.entries(entries)) {
        if (text !== undefined) object.set(key, new PdfString(PdfString.fromString(text).bytes, "hex"));
      }
    }
    return register(object);
  };
}
