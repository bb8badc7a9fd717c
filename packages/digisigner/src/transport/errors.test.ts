// Every answer that is not 2xx becomes the error that says what to do.
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import * as api from "../index.ts";
import {
  connect,
  failureOf,
  json,
  signatureRequestBody,
  startServer,
  TEST_KEY,
} from "../testing/test-server.ts";

const once = { retry: { attempts: 1 } };

const statuses = [
  [400, api.InvalidRequestError, false],
  [401, api.AuthenticationError, false],
  [402, api.PaymentRequiredError, false],
  [403, api.ForbiddenError, false],
  [404, api.NotFoundError, false],
  [405, api.InvalidRequestError, false],
  [408, api.TimeoutError, true],
  [409, api.ConflictError, false],
  [413, api.TooLargeError, false],
  [415, api.InvalidRequestError, false],
  [422, api.InvalidRequestError, false],
  [425, api.InvalidRequestError, true],
  [429, api.RateLimitedError, true],
  [500, api.ServerError, true],
  [501, api.ServerError, false],
  [503, api.ServerError, true],
  [599, api.ServerError, true],
] as const;

it.each(statuses)(
  "a read answered %i throws its class, retryable or not",
  async (status, errorClass, retryable) => {
    const server = await startServer(
      json({ message: "No.", errors: [{ message: "one" }, { message: "two" }] }, status),
    );
    const error = await failureOf(connect(server, once).client.documents.fields("d-1"));
    expect(error).toBeInstanceOf(errorClass);
    expect(error).toBeInstanceOf(api.DigiSignerError);
    expect(error).toMatchObject({
      method: "GET",
      url: `${server.url}/documents/d-1/fields`,
      status,
      vendorMessage: "No.",
      details: ["one", "two"],
      retryable,
      outcomeUnknown: false,
      name: errorClass.name,
    });
    expect((error as Error).message).toContain(
      `GET ${server.url}/documents/d-1/fields answered ${status}: No.; one; two`,
    );
  },
);

it.each([
  [400, false],
  [402, false],
  [429, false],
  [500, true],
  [504, true],
])("a create answered %i leaves the outcome unknown: %s", async (status, outcomeUnknown) => {
  const server = await startServer(json({ message: "No." }, status));
  const call = connect(server).client.signatureRequests.create({ documents: [{ documentId: "d" }] });
  await expect(call).rejects.toMatchObject({ status, outcomeUnknown });
  expect(server.requests).toHaveLength(1);
});

describe("the vendor's message", () => {
  it.each([
    ["", undefined, []],
    ["<html>502</html>", undefined, []],
    ["[]", undefined, []],
    ["{}", undefined, []],
    ['{"message":""}', undefined, []],
    ['{"message":7,"errors":"x"}', undefined, []],
    ['{"message":"m","errors":["a",{"message":"b"},{},null]}', "m", ["a", "b"]],
  ])("of the body %j is %j", async (body, vendorMessage, details) => {
    const server = await startServer(json(body, 400));
    const call = connect(server).client.documents.fields("d-1");
    await expect(call).rejects.toMatchObject({ status: 400, vendorMessage, details });
  });

  it("of an endless body is given up, the status is kept", async () => {
    const server = await startServer(json("x".repeat(200_000), 400));
    const call = connect(server).client.documents.fields("d-1");
    await expect(call).rejects.toMatchObject({ status: 400, vendorMessage: undefined });
  });

  it("loses the key and signing links before it reaches anything printable", async () => {
    const basic = Buffer.from(`${TEST_KEY}:`).toString("base64");
    const link = "https://www.digisigner.com/online/showDocument?documentId=1&invitationId=secret-invitation";
    const message = `Key ${TEST_KEY} (${basic}) may not send ${link} today`;
    const server = await startServer(json({ message, errors: [{ message }] }, 403));
    const error = await failureOf(connect(server).client.documents.fields("d-1"));
    const printed = inspect(error, { depth: 9 }) + JSON.stringify(error);
    expect(printed).not.toContain(TEST_KEY);
    expect(printed).not.toContain(basic);
    expect(printed).not.toContain("secret-invitation");
    expect(error).toMatchObject({
      vendorMessage: "Key [secret] ([secret]) may not send [signing link] today",
    });
  });
});

it("prints nothing of the key when the client itself is inspected", async () => {
  const server = await startServer(json({}));
  const { client } = connect(server);
  expect(inspect(client, { depth: 9 }) + JSON.stringify(client)).not.toContain(TEST_KEY);
});

it("does not follow redirects, which would turn a create into a read", async () => {
  const server = await startServer(json({}, 302, { location: "/elsewhere" }));
  const call = connect(server).client.signatureRequests.create({ documents: [{ documentId: "d" }] });
  await expect(call).rejects.toMatchObject({ code: "malformed_response", status: 302, retryable: false });
  expect(server.requests).toHaveLength(1);
});

it("does not follow the redirect of a streamed upload either", async () => {
  const server = await startServer(json({}, 307, { location: "/elsewhere" }));
  async function* file(): AsyncGenerator<Uint8Array> {
    yield new Uint8Array(10);
  }
  const call = connect(server).client.documents.upload(file(), { filename: "a.pdf" });
  await expect(call).rejects.toMatchObject({ code: "malformed_response", retryable: false });
  await expect(call).rejects.toThrow("redirect");
  expect(server.requests).toHaveLength(1);
});

describe("an answer out of the contract", () => {
  const get = async (body: string) => {
    const server = await startServer(json(body));
    return failureOf(connect(server, once).client.signatureRequests.get("r-1"));
  };

  it.each(["", "<html>", '{"signature_request_id":', "\u00ff"])(
    "%j is no JSON, and worth another try",
    async (body) => {
      expect(await get(body)).toMatchObject({ code: "malformed_response", status: 200, retryable: true });
    },
  );

  it.each([
    ["[]", "the body is a list, expected an object"],
    ["{}", "signature_request_id is missing"],
    ['{"signature_request_id":""}', "signature_request_id is an empty string"],
    ['{"signature_request_id":"r"}', "documents is missing, expected a list"],
    ['{"signature_request_id":"r","documents":[7]}', "documents[0] is a number, expected an object"],
    ['{"signature_request_id":"r","documents":[{"signers":[]}]}', "documents[0].document_id is missing"],
    [
      '{"signature_request_id":"r","documents":[{"document_id":"d","signers":[{}]}]}',
      "documents[0].signers[0].email is missing",
    ],
  ])("%s names the place", async (body, reason) => {
    const error = await get(body);
    expect(error).toMatchObject({ code: "malformed_response", retryable: false });
    expect((error as Error).message).toContain(reason);
  });

  it("leaves a create's outcome unknown", async () => {
    const server = await startServer(json("not json"));
    const call = connect(server).client.signatureRequests.create({ documents: [{ documentId: "d" }] });
    await expect(call).rejects.toMatchObject({
      code: "malformed_response",
      outcomeUnknown: true,
      retryable: false,
    });
  });

  it("does not quote the body, which may hold signing links", async () => {
    const body = JSON.stringify(signatureRequestBody()).replace("}]", "");
    expect(inspect(await get(body), { depth: 9 })).not.toContain("invitationId");
  });
});

describe("the options", () => {
  const make = (options: Partial<api.DigiSignerOptions>) => () =>
    new api.DigiSigner({ apiKey: "k", ...options });

  it.each(["", "  ", "a:b", "key\n"])("refuse the key %j without repeating it", (apiKey) => {
    expect(make({ apiKey })).toThrow(TypeError);
  });

  it.each(["", "api.digisigner.com/v1", "ftp://x/v1", "https://x/v1?a=1", "https://x/v1#a"])(
    "refuse the base URL %j",
    (baseUrl) => {
      expect(make({ baseUrl })).toThrow(TypeError);
    },
  );

  it("refuse credentials in the base URL without repeating them", () => {
    expect(make({ baseUrl: "https://me:hush@x/v1" })).toThrow(/^(?!.*hush).*apiKey/);
  });
});
