// How to test an integration of your own: client and sandbox joined in memory, no socket, no account.
import { DigiSigner, NotFoundError } from "@creditnexus/digisigner";
import { createSandbox } from "@creditnexus/sandbox";
import { expect, it } from "vitest";
import { agreementPdf } from "../test/fixtures/pdf.ts";

it("sends an agreement, lets a person sign it and reads the signed file", async () => {
  await using sandbox = await createSandbox();
  const digisigner = new DigiSigner({
    apiKey: sandbox.apiKey,
    baseUrl: sandbox.apiUrl,
    fetch: sandbox.fetch,
  });

  const { documentId } = await digisigner.documents.upload(agreementPdf(), { filename: "agreement.pdf" });
  const { signatureRequestId } = await digisigner.signatureRequests.create({
    documents: [
      {
        documentId,
        signers: [
          {
            email: "ann@example.com",
            fields: [
              { page: 2, rectangle: [72, 600, 272, 660], type: "SIGNATURE" },
              { page: 2, rectangle: [72, 560, 272, 580], type: "TEXT", apiId: "name" },
            ],
          },
        ],
      },
    ],
  });

  const list = await sandbox.fetch(
    `${sandbox.url}/_sandbox/invitations?signature_request_id=${signatureRequestId}`,
  );
  const { invitations } = (await list.json()) as { invitations: [{ invitation_id: string }] };
  await sandbox.fetch(`${sandbox.url}/_sandbox/invitations/${invitations[0].invitation_id}/sign`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ fields: { name: "Ann Lender" } }),
  });

  expect(await digisigner.signatureRequests.get(signatureRequestId)).toMatchObject({ isCompleted: true });
  const fields = await digisigner.documents.fields(documentId);
  expect(fields.find(({ apiId }) => apiId === "name")).toMatchObject({
    submittedContent: "Ann Lender",
    status: "FILLED",
  });
  const signed = await (await digisigner.documents.download(documentId)).bytes();
  expect(Buffer.from(signed.subarray(0, 5)).toString()).toBe("%PDF-");

  await digisigner.documents.delete(documentId);
  await expect(digisigner.documents.download(documentId)).rejects.toThrow(NotFoundError);
});
