// Signatures, tokens and links of callbacks.
import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ACKNOWLEDGEMENT, acknowledge } from "./acknowledge.ts";
import { signCallback, verifyCallback } from "./callback-signature.ts";
import { callbackToken, callbackUrl, verifyCallbackToken } from "./callback-token.ts";
import { decodeSignDocumentUrl, SignDocumentUrlError } from "./decode-sign-document-url.ts";

const secret = "correct horse battery staple";
const rawBody = '{"event_type":"DOCUMENT_SIGNED"}';
const hex = createHmac("sha256", secret).update(rawBody).digest("hex");

describe("the acknowledgement", () => {
  it("is 200, text/plain and exactly the 25 bytes", async () => {
    const response = acknowledge();
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/plain");
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes).toHaveLength(25);
    expect(bytes.toString("latin1")).toBe("DIGISIGNER_EVENT_ACCEPTED");
    expect(ACKNOWLEDGEMENT).toBe("DIGISIGNER_EVENT_ACCEPTED");
  });

  it("is a new answer each time, since a body can be read once", async () => {
    await acknowledge().text();
    expect(await acknowledge().text()).toBe(ACKNOWLEDGEMENT);
  });
});

describe("a callback signature", () => {
  it("is what any HMAC-SHA256 gives, over text and bytes alike", async () => {
    expect(await signCallback(secret, rawBody)).toBe(hex);
    expect(await signCallback(secret, Buffer.from(rawBody))).toBe(hex);
  });

  it.each([hex, `sha256=${hex}`, hex.toUpperCase(), ` SHA256=${hex} `])(
    "is accepted as %s",
    async (header) => {
      expect(await verifyCallback({ secret, rawBody, header })).toBe(true);
    },
  );

  it.each([
    null,
    undefined,
    "",
    "sha256=",
    hex.slice(1),
    `${hex}0`,
    `sha1=${hex}`,
    "z".repeat(64),
    `${hex},${hex}`,
  ])("is refused as %s", async (header) => {
    expect(await verifyCallback({ secret, rawBody, header })).toBe(false);
  });

  it("is checked with another HMAC when one is given, and not without a secret", async () => {
    const asked: string[] = [];
    const ours = (each: string, data: string | Uint8Array) => {
      asked.push(each);
      return createHmac("sha256", each).update(data).digest();
    };
    const proof = { rawBody, header: hex, hmacSha256: ours };
    expect(await verifyCallback({ ...proof, secret: ["new", secret] })).toBe(true);
    expect(await verifyCallback({ ...proof, secret: "new" })).toBe(false);
    expect(asked).toEqual(["new", secret, "new"]);
    await expect(verifyCallback({ ...proof, secret: "" })).rejects.toThrow(TypeError);
    const none = { rawBody, header: null, hmacSha256: () => new Uint8Array() };
    await expect(verifyCallback({ ...none, secret })).rejects.toThrow("made 0 bytes");
  });

  it("is refused for another body, secret or a single changed digit", async () => {
    expect(await verifyCallback({ secret, rawBody: `${rawBody} `, header: hex })).toBe(false);
    expect(await verifyCallback({ secret: "other", rawBody, header: hex })).toBe(false);
    for (let index = 0; index < 64; index++) {
      const digit = hex[index] === "0" ? "1" : "0";
      const header = hex.slice(0, index) + digit + hex.slice(index + 1);
      expect(await verifyCallback({ secret, rawBody, header })).toBe(false);
    }
  });

  it("is accepted from either secret during a rotation", async () => {
    expect(await verifyCallback({ secret: ["new", secret], rawBody, header: hex })).toBe(true);
    expect(await verifyCallback({ secret: [secret, "new"], rawBody, header: hex })).toBe(true);
    expect(await verifyCallback({ secret: ["new", "newer"], rawBody, header: hex })).toBe(false);
  });

  it.each(["", []])("cannot be checked without a secret, given %j, whatever the header", async (none) => {
    await expect(verifyCallback({ secret: none, rawBody, header: hex })).rejects.toThrow(TypeError);
    await expect(verifyCallback({ secret: none, rawBody, header: null })).rejects.toThrow(TypeError);
  });

  it("holds for any secret and bytes", async () => {
    const property = fc.asyncProperty(
      fc.string({ minLength: 1 }),
      fc.uint8Array(),
      async (anySecret, bytes) => {
        const header = await signCallback(anySecret, bytes);
        expect(await verifyCallback({ secret: anySecret, rawBody: bytes, header })).toBe(true);
        expect(await verifyCallback({ secret: `${anySecret}x`, rawBody: bytes, header })).toBe(false);
      },
    );
    await fc.assert(property, { numRuns: 200 });
  });
});

describe("a callback token", () => {
  it("is stable, fits a URL and does not hold the secret", async () => {
    const token = await callbackToken(secret);
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(await callbackToken(secret)).toBe(token);
    expect(await callbackToken(`${secret}!`)).not.toBe(token);
  });

  it("is accepted from either secret, and nothing else is", async () => {
    const token = await callbackToken(secret);
    expect(await verifyCallbackToken({ secret, token })).toBe(true);
    expect(await verifyCallbackToken({ secret: ["new", secret], token })).toBe(true);
    for (const wrong of [
      null,
      undefined,
      "",
      secret,
      token.slice(1),
      `${token}A`,
      await callbackToken("new"),
    ]) {
      expect(await verifyCallbackToken({ secret, token: wrong })).toBe(false);
    }
  });

  it("rides in the URL beside what is there already", async () => {
    const url = new URL(await callbackUrl("https://desk.example.com/hook?tenant=7&token=old", secret));
    expect(url.searchParams.get("tenant")).toBe("7");
    expect(url.searchParams.getAll("token")).toEqual([await callbackToken(secret)]);
    expect(url.origin + url.pathname).toBe("https://desk.example.com/hook");
  });
});

it("keeps apart the secrets of many tenants", async () => {
  const secrets = Array.from({ length: 40 }, (_, index) => `secret ${index}`);
  const tokens = await Promise.all(secrets.map(callbackToken));
  expect(new Set(tokens).size).toBe(40);
  for (const [index, one] of secrets.entries()) {
    const header = createHmac("sha256", one).update(rawBody).digest("hex");
    expect(await verifyCallbackToken({ secret: one, token: tokens[index] })).toBe(true);
    expect(await verifyCallbackToken({ secret: one, token: tokens[(index + 1) % 40] })).toBe(false);
    expect(await verifyCallback({ secret: one, rawBody, header })).toBe(true);
  }
});

describe("a signing link in base64", () => {
  const link = "https://www.digisigner.com/online/showDocument?documentId=d%20ü>>??&invitationId=i-1";
  const href = new URL(link).href;
  const base64 = Buffer.from(link).toString("base64");

  it.each([
    ["the value", base64],
    ["the URL-safe alphabet", Buffer.from(link).toString("base64url")],
    [
      "a URL",
      new URL(`https://desk.example.com/?signDocumentUrlBase64Encoded=${encodeURIComponent(base64)}`),
    ],
    ["a query whose plus signs became blanks", new URLSearchParams(`signDocumentUrlBase64Encoded=${base64}`)],
  ])("is read from %s", (_name, source) => {
    expect(decodeSignDocumentUrl(source)).toBe(href);
    expect(decodeSignDocumentUrl(source, { allowedOrigins: ["https://www.digisigner.com"] })).toBe(href);
  });

  it.each([
    ["nothing", new URLSearchParams("a=1"), "has no signDocumentUrlBase64Encoded"],
    ["no base64", "%%%", "is no base64"],
    ["no address", btoa("hello"), "holds no web address"],
    ["a script", btoa("javascript:alert(1)"), "leads to javascript:, expected https:"],
  ])("that is %s is refused", (_name, source, message) => {
    expect(() => decodeSignDocumentUrl(source)).toThrow(SignDocumentUrlError);
    expect(() => decodeSignDocumentUrl(source)).toThrow(message);
  });

  it("to an origin that is not allowed is refused without quoting it", () => {
    const decode = () => decodeSignDocumentUrl(base64, { allowedOrigins: ["https://sign.example.com"] });
    expect(decode).toThrow("leads to https://www.digisigner.com, expected https://sign.example.com");
    expect(decode).not.toThrow("invitationId");
  });
});
