// Says to DigiSigner what a signature asks for.
import type { CreateSignatureRequest, SignerInput } from "@creditnexus/digisigner";
import type { FieldColumn } from "../../../db/schema.ts";
import type { Signature, Signer } from "../signature.ts";
import type { Upload } from "./uploads.ts";

type AccessCodes = ReadonlyMap<string, string>;

/** How `AccessCodes` are looked up. */
export const codeKey = (signerId: string, documentId: string): string => `${signerId}/${documentId}`;

const field = (column: FieldColumn) => ({
  type: column.type,
  page: column.page,
  rectangle: column.rectangle,
  ...(column.apiId === undefined ? {} : { apiId: column.apiId }),
  ...(column.groupId === undefined ? {} : { groupId: column.groupId }),
  ...(column.content === undefined ? {} : { content: column.content }),
  ...(column.label === undefined ? {} : { label: column.label }),
  ...(column.required === undefined ? {} : { required: column.required }),
  ...(column.readOnly === undefined ? {} : { readOnly: column.readOnly }),
});

const signersOf = (signature: Signature, documentId: string, codes: AccessCodes): SignerInput[] =>
  signature.signers.flatMap((signer: Signer) => {
    const share = signer.documents.find((document) => document.documentId === documentId);
    if (share === undefined) return [];
    const accessCode = codes.get(codeKey(signer.signerId, documentId));
    return {
      email: signer.email,
      ...(signer.role === null ? {} : { role: signer.role }),
      ...(signer.order === null ? {} : { order: signer.order }),
      ...(accessCode === undefined ? {} : { accessCode }),
      ...(share.fields.length === 0 ? {} : { fields: share.fields.map(field) }),
    };
  });

/** The body of the create call; its documents stand in the order of ours. */
export const providerRequest = (
  signature: Signature,
  uploads: readonly Upload[],
  codes: AccessCodes,
): CreateSignatureRequest => {
  const words = {
    ...(signature.subject === null ? {} : { subject: signature.subject }),
    ...(signature.message === null ? {} : { message: signature.message }),
  };
  const [first] = signature.documents;
  return {
    documents: signature.documents.map((document) => {
      const upload = uploads.find((one) => one.documentId === document.documentId);
      if (upload === undefined)
        throw new Error(`document ${document.documentId} was not uploaded before sending`);
      return {
        documentId: upload.digisignerDocumentId,
        title: signature.documents.length === 1 && first === document ? signature.title : document.title,
        ...words,
        signers: signersOf(signature, document.documentId, codes),
      };
    }),
    sendEmails: signature.sendEmails,
    useTextTags: signature.useTextTags,
    hideTextTags: signature.hideTextTags,
    ...(signature.redirectAfterSigningToUrl === null
      ? {}
      : { redirectAfterSigningToUrl: signature.redirectAfterSigningToUrl }),
    ...(signature.bundle
      ? {
          sendDocumentsAsBundle: true,
          bundleTitle: signature.title,
          ...(signature.subject === null ? {} : { bundleSubject: signature.subject }),
          ...(signature.message === null ? {} : { bundleMessage: signature.message }),
        }
      : {}),
  };
};
