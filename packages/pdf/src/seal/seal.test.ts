import { PDF } from "@libpdf/core";
import { describe, expect, it } from "vitest";
import { buildPdf, line } from "../testing/build-pdf.ts";
import { attachedCms, timestampToken } from "../testing/cms.ts";
import { testEngine } from "../testing/engine.ts";
import { createCertificateAuthority, issueSealCredential } from "./certificate-authority.ts";

const engine = testEngine();
const now = new Date("2026-03-01T12:00:00Z");
const authority = await createCertificateAuthority({ commonName: "Sändbox Authority", now });
const credential = await issueSealCredential(authority, { commonName: "Seal of the sandbox", now });
const trustedCertificates = [authority.certificatePem];
const agreement = buildPdf({ pages: [{ content: line("Facility: 100,000 EUR", 72, 700) }] });
const sealed = await engine.seal(agreement, {
  credential,
  reason: String.raw`Completed (all) \ /ByteRange [0 1]`,
  location: "Zürich",
  name: "Łódź Żeglarz",
  signedAt: now,
});

describe("a sealed file", () => {
  it("is valid under its authority, says who sealed it and when, and keeps every original byte", async () => {
    const report = await engine.checkSeals(sealed, { trustedCertificates });
    expect(report).toMatchObject({
      verdict: "valid",
      seals: [
        {
          kind: "signature",
          subFilter: "ETSI.CAdES.detached",
          intact: true,
          coversWholeFile: true,
          bytesAfter: 0,
          laterChanges: "none",
          digestAlgorithm: "SHA-256",
          signer: "CN=Seal of the sandbox",
          issuer: "CN=Sändbox Authority",
          signingTime: now,
          certificateValidAtSigning: true,
          trusted: true,
          reason: String.raw`Completed (all) \ /ByteRange [0 1]`,
          location: "Zürich",
          name: "Łódź Żeglarz",
          problems: [],
        },
      ],
    });
    expect(Buffer.compare(agreement, sealed.subarray(0, agreement.length))).toBe(0);
    expect(await engine.open(sealed)).toMatchObject({ hasSignatures: true, hasForm: false });
  });

  it("is intact but untrusted without its authority, or under another one of the same name", async () => {
    const other = await createCertificateAuthority({ commonName: "Sändbox Authority", now });
    expect((await engine.checkSeals(sealed)).verdict).toBe("untrusted");
    const report = await engine.checkSeals(sealed, { trustedCertificates: [other.certificatePem] });
    expect(report).toMatchObject({ verdict: "untrusted", seals: [{ intact: true, trusted: false }] });
  });

  it.each([
    ["its first page", 20],
    ["its middle", Math.floor(agreement.length / 2)],
    ["its end", sealed.length - 10],
  ])("is invalid after one bit in %s changed", async (_, offset) => {
    const torn = Uint8Array.from(sealed);
    torn[offset] = (torn[offset] ?? 0) ^ 1;
    const outcome = await engine.checkSeals(torn, { trustedCertificates }).then(
      (report) => report.verdict,
      (error) => error.code,
    );
    expect(["invalid", "damaged"]).toContain(outcome);
  });

  it("is invalid when something was slipped into the gap beside the signature", async () => {
    const text = Buffer.from(sealed).toString("latin1");
    const end = text.lastIndexOf("00>");
    const slipped = Buffer.from(`${text.slice(0, end)}> ${text.slice(end + 2)}`, "latin1");
    const report = await engine.checkSeals(slipped, { trustedCertificates });
    expect(report.verdict).toBe("invalid");
    expect(report.seals[0]?.problems.join()).toMatch(/gap/);
  });

  it("stays valid under a second seal and becomes invalid under a later mark", async () => {
    const twice = await engine.seal(sealed, { credential, signedAt: now });
    expect(await engine.checkSeals(twice, { trustedCertificates })).toMatchObject({
      verdict: "valid",
      seals: [{ laterChanges: "permitted", coversWholeFile: false }, { laterChanges: "none" }],
    });
    const marked = await engine.stamp(sealed, [
      { kind: "text", page: 0, rectangle: [72, 600, 300, 620], text: "and 900,000 EUR" },
    ]);
    const report = await engine.checkSeals(marked, { trustedCertificates });
    expect(report.verdict).toBe("invalid");
    expect(report.seals[0]?.problems.join()).toMatch(/changed after this signature: text on page 1/);
  });

  it("is invalid when its certificate had run out at the time of signing", async () => {
    const late = await engine.seal(agreement, { credential, signedAt: new Date("2040-01-01T00:00:00Z") });
    const report = await engine.checkSeals(late, { trustedCertificates });
    expect(report).toMatchObject({
      verdict: "invalid",
      seals: [{ intact: true, certificateValidAtSigning: false }],
    });
  });
});

describe("other signatures", () => {
  it("that carry content of their own prove nothing about the document", async () => {
    const forged = await attachedCms(credential, new TextEncoder().encode("something else").buffer);
    const text = Buffer.from(sealed).toString("latin1");
    const contents = /(?<=\/Contents\s*<)[0-9a-fA-F]{2000,}(?=>)/.exec(text)?.[0] ?? "";
    const hex = Buffer.from(forged).toString("hex").padEnd(contents.length, "0");
    const report = await engine.checkSeals(Buffer.from(text.replace(contents, hex), "latin1"), {
      trustedCertificates,
    });
    expect(report).toMatchObject({ verdict: "invalid", seals: [{ intact: false }] });
    expect(report.seals[0]?.problems.join()).toMatch(/about content of its own/);
  });

  it("of timestamping services are checked and give their time", async () => {
    const at = new Date("2026-03-02T08:00:00Z");
    const pdf = await PDF.load(Uint8Array.from(sealed));
    const { bytes } = await pdf.addTimestamp({
      timestampAuthority: { timestamp: (digest) => timestampToken(credential, digest, at) },
    });
    const report = await engine.checkSeals(bytes, { trustedCertificates });
    expect(report).toMatchObject({
      verdict: "valid",
      seals: [
        { kind: "signature", laterChanges: "permitted" },
        { kind: "timestamp", subFilter: "ETSI.RFC3161", intact: true, signingTime: at, trusted: true },
      ],
    });
    const torn = Uint8Array.from(bytes);
    torn[15] = (torn[15] ?? 0) ^ 1;
    expect((await engine.checkSeals(torn)).seals).toMatchObject([{ intact: false }, { intact: false }]);
  });
});

describe("credentials", () => {
  it("whose key belongs to another certificate are refused", async () => {
    const { privateKey } = await crypto.subtle.generateKey(
      {
        name: "RSASSA-PKCS1-v1_5",
        modulusLength: 2048,
        publicExponent: Uint8Array.of(1, 0, 1),
        hash: "SHA-256",
      },
      true,
      ["sign", "verify"],
    );
    const pem = Buffer.from(await crypto.subtle.exportKey("pkcs8", privateKey)).toString("base64");
    const mismatched = {
      ...credential,
      privateKeyPem: `-----BEGIN PRIVATE KEY-----\n${pem}\n-----END PRIVATE KEY-----`,
    };
    await expect(engine.seal(agreement, { credential: mismatched })).rejects.toMatchObject({
      code: "invalid_credential",
      message: expect.stringMatching(/does not belong/),
    });
  });

  it("that are no PEM are refused by name", async () => {
    const broken = { ...credential, certificatePem: "none" };
    await expect(engine.seal(agreement, { credential: broken })).rejects.toMatchObject({
      code: "invalid_credential",
      message: expect.stringMatching(/certificate of the seal credential/),
    });
  });
});

it("reports a file without signature as unsigned", async () => {
  expect(await engine.checkSeals(agreement)).toEqual({ verdict: "unsigned", seals: [] });
});
