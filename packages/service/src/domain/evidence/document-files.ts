// The documents of a bundle: as they were sent, as they came back signed, and the certificates inside their seals.
import { isPdfError } from "@creditnexus/pdf";
import type { Deps } from "../deps.ts";
import { tagBoxes } from "../signatures/collect/text-tags.ts";
import { isHandedOn, type Signature, type SignatureDocument } from "../signatures/signature.ts";
import { type BundleFile, fileOf, fileOfBlob } from "./bundle-file.ts";
import type { EvidenceRecord } from "./read-record.ts";

type DocumentDeps = Pick<Deps, "blobs" | "pdf" | "log">;
export type DocumentPart = {
  document_id: string;
  original: string;
  signed: string | null;
  certificates: string[];
  places: Place[];
};
type Place = { page: number; rectangle: [number, number, number, number] };

/** A seal that cannot be read costs its certificates, not the bundle: the signed PDF holds them as well. */
const certificatesOf = async (deps: DocumentDeps, sha256: string): Promise<string[]> => {
  try {
    const { seals } = await deps.pdf.checkSeals(await deps.blobs.read(sha256));
    return [...new Set(seals.flatMap((seal) => seal.certificatesPem))];
  } catch (error) {
    if (!isPdfError(error)) throw error;
    deps.log.warn({ err: error, sha256 }, "certificates of a signed document not read");
    return [];
  }
};

/** Only what passed verification or was accepted is handed on; of a suspect file the checks and its hash are in the bundle. */
const signedOf = (document: SignatureDocument): { sha256: string; size: number } | undefined => {
  const { sha256, size } = document.signed;
  return isHandedOn(document) && sha256 !== null && size !== null ? { sha256, size } : undefined;
};

const placesOf = (signature: Signature, documentId: string): Place[] =>
  signature.signers
    .flatMap((signer) => signer.documents)
    .filter((share) => share.documentId === documentId)
    .flatMap((share) => share.fields.map(({ page, rectangle }) => ({ page, rectangle })));

const toPlace = ({ page, rectangle: [x1, y1, x2, y2] }: ReturnType<typeof tagBoxes>[number]): Place => ({
  page,
  rectangle: [x1, y1, x2, y2],
});

export const documentFiles = async (
  deps: DocumentDeps,
  { signature, sizes }: EvidenceRecord,
): Promise<{ parts: DocumentPart[]; files: BundleFile[] }> => {
  const parts: DocumentPart[] = [];
  const files: BundleFile[] = [];
  for (const [index, document] of signature.documents.entries()) {
    const { documentId, sha256 } = document;
    const number = index + 1;
    const original = `documents/${number}-original.pdf`;
    files.push(fileOfBlob(deps.blobs, original, { sha256, size: sizes.get(documentId) ?? 0 }));
    const tags = signature.useTextTags ? tagBoxes(await deps.pdf.text(await deps.blobs.read(sha256))) : [];
    const places = [...placesOf(signature, documentId), ...tags.map(toPlace)];
    const part: DocumentPart = { document_id: documentId, original, signed: null, certificates: [], places };
    parts.push(part);
    const signed = signedOf(document);
    if (signed === undefined) continue;
    part.signed = `documents/${number}-signed.pdf`;
    files.push(fileOfBlob(deps.blobs, part.signed, signed));
    for (const [place, pem] of (await certificatesOf(deps, signed.sha256)).entries()) {
      const path = `certificates/${number}-${place + 1}.pem`;
      part.certificates.push(path);
      files.push(fileOf(path, pem));
    }
  }
  return { parts, files };
};
