// Answers are read leniently, and what is strange about them is told without its value.
import { describe, expect, it } from "vitest";
import type { Warning } from "../index.ts";
import { connect, json, REQUEST_ID, signatureRequestBody, startServer } from "../testing/test-server.ts";

async function getRequest(body: unknown) {
  const server = await startServer(json(body));
  const warnings: Warning[] = [];
  const { client } = connect(server, { onWarning: (warning) => warnings.push(warning) });
  const request = await client.signatureRequests.get(REQUEST_ID);
  return { request, warnings: warnings.map(({ code, path }) => `${code} ${path}`), all: warnings };
}

async function getFields(fields: unknown[]) {
  const server = await startServer(json({ document_fields: fields }));
  const warnings: string[] = [];
  const { client } = connect(server, { onWarning: ({ code, path }) => warnings.push(`${code} ${path}`) });
  return { fields: await client.documents.fields("d"), warnings };
}

describe("a signature request", () => {
  it("is read whole, without a warning", async () => {
    const { request, warnings } = await getRequest(
      signatureRequestBody({ redirect_after_signing_to_url: "https://x/done", bundle_title: "Bundle" }),
    );
    expect(request).toEqual({
      signatureRequestId: REQUEST_ID,
      isCompleted: false,
      sendEmails: false,
      embedded: false,
      useTextTags: false,
      hideTextTags: false,
      sendDocumentsAsBundle: false,
      sendReminderEmails: false,
      redirectAfterSigningToUrl: "https://x/done",
      bundleTitle: "Bundle",
      documents: [
        {
          documentId: "5be88823-3ff5-4ec4-8175-459dee50f7fb",
          title: "contract",
          subject: "Please sign",
          message: "Hello",
          signers: [
            {
              email: "ann@example.com",
              role: "Signer 1",
              order: 1,
              isSignatureCompleted: false,
              signDocumentUrl:
                "https://www.digisigner.com/online/showDocument?documentId=5be8&invitationId=7",
            },
          ],
        },
      ],
    });
    expect(warnings).toEqual([]);
  });

  it("of the 2015 shape is read as well", async () => {
    const { request, warnings } = await getRequest({
      signature_request_id: "r",
      is_completed: true,
      documents: [
        { signers: [{ email: "ann@example.com", is_signature_completed: true }], document_id: "d" },
      ],
    });
    expect(request).toEqual({
      signatureRequestId: "r",
      isCompleted: true,
      documents: [{ documentId: "d", signers: [{ email: "ann@example.com", isSignatureCompleted: true }] }],
    });
    expect(warnings).toEqual([]);
  });

  it("takes null for absent, and never believes a completion that is not said", async () => {
    const { request, warnings } = await getRequest({
      signature_request_id: "r",
      is_completed: null,
      embedded: null,
      bundle_title: null,
      documents: [{ document_id: "d", title: null, signers: [{ email: "a@example.com", order: null }] }],
    });
    expect(request).toEqual({
      signatureRequestId: "r",
      isCompleted: false,
      documents: [{ documentId: "d", signers: [{ email: "a@example.com", isSignatureCompleted: false }] }],
    });
    expect(warnings).toEqual([
      "missing_field is_completed",
      "missing_field documents[0].signers[0].is_signature_completed",
    ]);
  });

  it("tells strangers by their place, never by their value", async () => {
    const body = signatureRequestBody({ expires_at: "a secret value", is_completed: "true", documents: [] });
    const { request, warnings, all } = await getRequest(body);
    expect(request.isCompleted).toBe(true);
    expect(warnings).toEqual(["unexpected_value is_completed", "unknown_field expires_at"]);
    expect(all[0]).toMatchObject({ method: "GET", url: expect.stringContaining("/signature_requests/") });
    expect(JSON.stringify(all)).not.toContain("a secret value");
  });

  it("converts near types", async () => {
    const { request, warnings } = await getRequest({
      signature_request_id: 17,
      is_completed: 0,
      documents: [
        {
          document_id: "d",
          signers: [{ email: "a@example.com", order: "2", is_signature_completed: "yes" }],
        },
      ],
    });
    expect(request).toMatchObject({
      signatureRequestId: "17",
      isCompleted: false,
      documents: [{ signers: [{ order: 2, isSignatureCompleted: false }] }],
    });
    expect(warnings).toHaveLength(5);
  });

  it("is not fooled by keys of the object prototype", async () => {
    const { warnings } = await getRequest(
      `{"signature_request_id":"r","is_completed":false,"documents":[],"__proto__":{"embedded":true},"constructor":1}`,
    );
    expect(warnings).toEqual(["unknown_field __proto__", "unknown_field constructor"]);
  });
});

describe("a field", () => {
  const minimal = { api_id: "f", type: "TEXT", required: true, read_only: false, pdf_field: false };

  it("is read whole, without a warning", async () => {
    const { fields, warnings } = await getFields([
      {
        ...minimal,
        role: "Signer 1",
        page: 0,
        rectangle: [100, 200, 200, 220],
        status: "FILLED",
        content: "preset",
        submitted_content: "John",
        label: "Your name",
        name: "Name",
        group_id: "g",
        index: 0,
        font_size: 11.5,
        max_length: 20,
        alignment: "CENTER",
      },
    ]);
    expect(fields).toEqual([
      {
        apiId: "f",
        type: "TEXT",
        role: "Signer 1",
        page: 0,
        rectangle: [100, 200, 200, 220],
        status: "FILLED",
        content: "preset",
        submittedContent: "John",
        label: "Your name",
        required: true,
        readOnly: false,
        pdfField: false,
        name: "Name",
        groupId: "g",
        index: 0,
        fontSize: 11.5,
        maxLength: 20,
        alignment: "CENTER",
      },
    ]);
    expect(warnings).toEqual([]);
  });

  it("of a new type is passed on and reported", async () => {
    const { fields, warnings } = await getFields([{ ...minimal, type: "STAMP", status: "LOCKED" }]);
    expect(fields[0]).toMatchObject({ type: "STAMP", status: "LOCKED" });
    expect(warnings).toEqual([
      "unexpected_value document_fields[0].type",
      "unexpected_value document_fields[0].status",
    ]);
  });

  it.each([[[1, 2, 3]], [[1, 2, 3, "x"]], ["1,2,3,4"], [{}]])(
    "with the rectangle %j has none",
    async (rectangle) => {
      const { fields, warnings } = await getFields([{ ...minimal, rectangle }]);
      expect(fields[0]).not.toHaveProperty("rectangle");
      expect(warnings).toEqual(["unexpected_value document_fields[0].rectangle"]);
    },
  );
});
