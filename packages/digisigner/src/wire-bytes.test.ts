// What the client puts on the wire, compared with what the servers are known to accept.
import { describe, expect, it } from "vitest";
import { connect, json, signatureRequestBody, startServer, TEST_KEY } from "./testing/test-server.ts";

const uploaded = json({ document_id: "d-1" });

describe("every call", () => {
  it("authenticates with the key as user and an empty password, unasked", async () => {
    const server = await startServer(json(signatureRequestBody()));
    await connect(server).client.signatureRequests.get("r-1");
    const expected = `Basic ${Buffer.from(`${TEST_KEY}:`).toString("base64")}`;
    expect(server.requests[0]?.headers.authorization).toBe(expected);
  });

  it("names the client and, when set, the language", async () => {
    const server = await startServer(json(signatureRequestBody()));
    await connect(server, { acceptLanguage: "de" }).client.signatureRequests.get("r-1");
    expect(server.requests[0]?.headers["user-agent"]).toMatch(/^creditnexus-digisigner\/\d/);
    expect(server.requests[0]?.headers["accept-language"]).toBe("de");
    expect(server.requests[0]?.headers.accept).toBe("application/json");
  });

  it.each(["", "/", "//"])("keeps a path prefix and tolerates the ending %j", async (ending) => {
    const server = await startServer(json(signatureRequestBody()));
    const baseUrl = server.url.replace("/v1", `/online/api/v1${ending}`);
    await connect(server, { baseUrl }).client.signatureRequests.get("r-1");
    expect(server.requests[0]?.path).toBe("/online/api/v1/signature_requests/r-1");
  });

  it("encodes ids, so that none can reach another path", async () => {
    const server = await startServer(json({ document_fields: [] }));
    await connect(server).client.documents.fields("a/b ?#%ü");
    expect(server.requests[0]?.path).toBe("/v1/documents/a%2Fb%20%3F%23%25%C3%BC/fields");
  });

  it.each(["", ".", "..", "\ud800"])("refuses the id %j before sending", async (id) => {
    const server = await startServer(json({}));
    const call = connect(server).client.documents.delete(id);
    await expect(call).rejects.toMatchObject({
      code: "invalid_request",
      status: undefined,
      outcomeUnknown: false,
    });
    expect(server.requests).toHaveLength(0);
  });
});

describe("paths and methods", () => {
  it("are those of the eight endpoints", async () => {
    const server = await startServer((response, { method, path }) => {
      const body = path.endsWith("/fields")
        ? { document_fields: [] }
        : { ...signatureRequestBody(), document_id: `${method} ${path}` };
      json(body)(response, { method, path, headers: {}, body: Buffer.alloc(0) });
    });
    const { documents, signatureRequests } = connect(server).client;
    await documents.upload(new Uint8Array(1), { filename: "a.pdf" });
    await (await documents.download("d")).bytes();
    await documents.delete("d");
    await documents.fields("d");
    await documents.addContent("d", []);
    await (await documents.attachment("d", "f 1")).bytes();
    await signatureRequests.create({ documents: [{ documentId: "d" }] });
    await signatureRequests.get("r");
    expect(server.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "POST /v1/documents",
      "GET /v1/documents/d",
      "DELETE /v1/documents/d",
      "GET /v1/documents/d/fields",
      "POST /v1/documents/d/content",
      "GET /v1/documents/d/fields/f%201/attachment",
      "POST /v1/signature_requests",
      "GET /v1/signature_requests/r",
    ]);
  });
});

describe("an upload", () => {
  async function* inTwo(): AsyncGenerator<Uint8Array> {
    yield Buffer.from("%PDF-");
    yield Buffer.from("1.7");
  }
  const webStream = () => new Blob(["%PDF-1.7"]).stream();
  const sources = {
    "a Blob": () => new Blob(["%PDF-1.7"]),
    "a Uint8Array": () => Buffer.from("%PDF-1.7"),
    "a view into a larger buffer": () => Buffer.from("xx%PDF-1.7xx").subarray(2, 10),
    "a web stream": webStream,
    "an async generator": inTwo,
  };

  it.each(Object.entries(sources))("sends %s as the one part named file", async (_name, source) => {
    const server = await startServer(uploaded);
    const answer = await connect(server).client.documents.upload(source(), { filename: "loan.pdf" });
    expect(answer).toEqual({ documentId: "d-1" });
    const { headers, body } = server.requests[0] ?? { headers: {}, body: "" };
    const boundary = /^multipart\/form-data; boundary=([\w-]+)$/.exec(headers["content-type"] ?? "")?.[1];
    expect(boundary).toBeDefined();
    expect(body.toString()).toBe(
      `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="loan.pdf"\r\n` +
        `Content-Type: application/pdf\r\n\r\n%PDF-1.7\r\n--${boundary}--\r\n`,
    );
  });

  it("announces its length when the size is known, and is chunked when not", async () => {
    const server = await startServer(uploaded);
    const { documents } = connect(server).client;
    await documents.upload(inTwo(), { filename: "loan.pdf", size: 8 });
    await documents.upload(inTwo(), { filename: "loan.pdf" });
    const [known, unknown] = server.requests;
    expect(known?.headers["content-length"]).toBe(String(known?.body.length));
    expect(known?.headers["transfer-encoding"]).toBeUndefined();
    expect(unknown?.headers["transfer-encoding"]).toBe("chunked");
  });

  it("escapes in the file name only what would end it", async () => {
    const server = await startServer(uploaded);
    await connect(server).client.documents.upload(new Uint8Array(1), { filename: 'Kredit "ü"\r\n\\.pdf' });
    const head = server.requests[0]?.body.toString().split("\r\n")[1];
    expect(head).toBe('Content-Disposition: form-data; name="file"; filename="Kredit %22ü%22%0D%0A\\.pdf"');
  });

  it.each([
    ["scan.PDF", undefined, "application/pdf"],
    ["scan.docx", undefined, "application/octet-stream"],
    ["scan.docx", "application/msword", "application/msword"],
  ])("types %s given %s as %s", async (filename, contentType, expected) => {
    const server = await startServer(uploaded);
    const options = contentType === undefined ? { filename } : { filename, contentType };
    await connect(server).client.documents.upload(new Uint8Array(1), options);
    expect(server.requests[0]?.body.toString()).toContain(`\r\nContent-Type: ${expected}\r\n`);
  });
});

describe("a signature request", () => {
  it("is sent as the documented JSON, with real booleans, whole corners and nothing that was not set", async () => {
    const server = await startServer(json(signatureRequestBody()));
    await connect(server).client.signatureRequests.create({
      documents: [
        {
          documentId: "d-1",
          subject: "Bitte prüfen",
          signers: [
            {
              email: "ann@example.com",
              role: "Signer 1",
              order: 1,
              accessCode: "1234",
              fields: [
                {
                  page: 0,
                  rectangle: [99.6, 100, 300.4, -0.2],
                  type: "SIGNATURE",
                  apiId: "sig",
                  required: true,
                },
                {
                  page: 3,
                  rectangle: [1, 2, 3, 4],
                  type: "RADIO",
                  groupId: "g",
                  content: "",
                  readOnly: false,
                },
              ],
              pdfFields: [{ name: "Name", content: "Ann" }],
              useAllPdfFields: false,
              existingFields: [{ apiId: "old", label: "Old" }],
            },
          ],
        },
      ],
      sendEmails: false,
      useTextTags: true,
      redirectAfterSigningToUrl: "https://desk.example.com/done?a=1",
      branding: { emailFromField: "Bank", replyToEmail: "bank@example.com" },
    });
    const { headers, body } = server.requests[0] ?? { headers: {}, body: "" };
    expect(headers["content-type"]).toBe("application/json");
    expect(headers["content-length"]).toBe(String(body.length));
    expect(body.toString()).toBe(
      '{"documents":[{"document_id":"d-1","subject":"Bitte prüfen","signers":[{"email":"ann@example.com",' +
        '"role":"Signer 1","order":1,"access_code":"1234","fields":[{"page":0,"rectangle":[100,100,300,0],' +
        '"type":"SIGNATURE","api_id":"sig","required":true},{"page":3,"rectangle":[1,2,3,4],"type":"RADIO",' +
        '"group_id":"g","content":"","read_only":false}],"pdf_fields":[{"name":"Name","content":"Ann"}],' +
        '"use_all_pdf_fields":false,"existing_fields":[{"api_id":"old","label":"Old"}]}]}],' +
        '"send_emails":false,"redirect_after_signing_to_url":"https://desk.example.com/done?a=1",' +
        '"use_text_tags":true,"branding":{"email_from_field":"Bank","reply_to_email":"bank@example.com"}}',
    );
  });

  it("names the place of what cannot be sent, and sends nothing", async () => {
    const server = await startServer(json(signatureRequestBody()));
    const { signatureRequests } = connect(server).client;
    const field = { page: 0, rectangle: [0, 0, Number.NaN, 9], type: "TEXT" } as const;
    await expect(
      signatureRequests.create({
        documents: [
          { documentId: "d" },
          { documentId: "e", signers: [{ email: "a@example.com", fields: [field] }] },
        ],
      }),
    ).rejects.toThrow("documents[1].signers[0].fields[0].rectangle[2] must be a number, got NaN");
    await expect(signatureRequests.create({ documents: [] })).rejects.toThrow("at least one entry");
    await expect(signatureRequests.create({ documents: [{ documentId: "" }] })).rejects.toThrow(
      "documents[0].documentId must be a non-empty string, got an empty string",
    );
    expect(server.requests).toHaveLength(0);
  });
});

describe("added content", () => {
  it("carries the image as base64 and drawn lines as JSON within the JSON", async () => {
    const server = await startServer(json({}));
    const image = Uint8Array.from({ length: 100_000 }, (_, index) => index % 251);
    await connect(server).client.documents.addContent("d-1", [
      { page: 0, rectangle: [1, 2, 3, 4], image },
      {
        page: 1,
        rectangle: [5, 6, 7, 8],
        image: "aWNvbg==",
        drawCoordinates: [{ my: 4, lx: 1, ly: 2, mx: 3 }],
      },
    ]);
    expect(JSON.parse(server.requests[0]?.body.toString() ?? "")).toEqual({
      signatures: [
        { page: 0, rectangle: [1, 2, 3, 4], image: Buffer.from(image).toString("base64") },
        {
          page: 1,
          rectangle: [5, 6, 7, 8],
          image: "aWNvbg==",
          draw_coordinates: '[{"lx":1,"ly":2,"mx":3,"my":4}]',
        },
      ],
    });
  });

  it("needs an image or lines", async () => {
    const server = await startServer(json({}));
    const call = connect(server).client.documents.addContent("d-1", [{ page: 0, rectangle: [1, 2, 3, 4] }]);
    await expect(call).rejects.toThrow("signatures[0] must have an image or drawCoordinates, got neither");
  });
});
