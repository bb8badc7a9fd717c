// Evidence of real agreements verifies, and every way of forging it that we can think of is found and named.
import { createHash, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import {
  EVIDENCE_PATHS,
  type EvidenceCallback,
  type EvidenceManifest,
  hashEntry,
  readPublicKey,
  type Signature,
  type TimelineEntry,
  verifyEvidence,
} from "@creditnexus/contract";
import { callbackUrl } from "@creditnexus/digisigner";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { agreementPdf } from "../../testing/agreement-pdf.ts";
import { createTestDesk, type TestDesk, until } from "../../testing/test-desk.ts";

const SECRET = "a-secret-of-thirty-two-characters";

type Files = Map<string, Uint8Array>;

let desk: TestDesk;
let genuine: Files;
let other: Files;
let deskKey: Uint8Array<ArrayBuffer> | undefined;

const bundleOf = async (signatureId: string): Promise<Files> => {
  const response = await desk.client.signatures.evidence(signatureId);
  return new Map(Object.entries(unzipSync(new Uint8Array(await response.arrayBuffer()))));
};

const completed = async (emails: string[]): Promise<Signature> => {
  const sent = await desk.send(emails);
  await desk.signAll(sent);
  return until(
    () => desk.client.signatures.get(sent.signature_id),
    (signature) => signature.is_collected,
  );
};

beforeAll(async () => {
  desk = await createTestDesk({ webhookSecrets: [SECRET] });
  deskKey = readPublicKey((await desk.client.evidenceKey()).public_key);
  genuine = await bundleOf((await completed(["jane@borrower.example", "olaf@lender.example"])).signature_id);
  other = await bundleOf((await completed(["mia@agent.example"])).signature_id);
}, 60_000);
afterAll(async () => {
  await desk?.close();
});

const text = (files: Files, path: string): string => Buffer.from(files.get(path) ?? []).toString("utf8");
const manifestOf = (files: Files): EvidenceManifest => JSON.parse(text(files, EVIDENCE_PATHS.manifest));
const entriesOf = (files: Files): TimelineEntry[] =>
  text(files, EVIDENCE_PATHS.timeline)
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
const put = (files: Files, path: string, content: string | Uint8Array): void => {
  files.set(path, Buffer.from(content));
};
const putEntries = (files: Files, entries: readonly TimelineEntry[]): void =>
  put(files, EVIDENCE_PATHS.timeline, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
const flip = (files: Files, path: string): void => {
  const bytes = Buffer.from(files.get(path) ?? []);
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  put(files, path, bytes);
};
const callbackBody = (files: Files): string => manifestOf(files).callbacks[0]?.body ?? "";

/** What somebody does who knows the format: hashes of all files anew, head of the chain anew, signed with `key`. */
const remake = (files: Files, key: KeyObject, change?: (manifest: EvidenceManifest) => void): void => {
  const manifest = manifestOf(files);
  manifest.files = [...files]
    .filter(([path]) => path !== EVIDENCE_PATHS.manifest && path !== EVIDENCE_PATHS.manifestSignature)
    .map(([path, bytes]) => ({
      path,
      size: bytes.length,
      sha256: createHash("sha256").update(bytes).digest("hex"),
    }));
  const entries = entriesOf(files);
  manifest.timeline = { entries: entries.length, head: entries.at(-1)?.hash ?? "" };
  change?.(manifest);
  put(files, EVIDENCE_PATHS.manifest, JSON.stringify(manifest));
  put(files, EVIDENCE_PATHS.manifestSignature, sign(null, Buffer.from(JSON.stringify(manifest)), key));
};

const failures = async (files: Files, publicKey = deskKey): Promise<string[]> => {
  const { findings, outcome } = await verifyEvidence(files, { publicKey });
  const failed = findings.filter((finding) => finding.outcome === "fail");
  expect(outcome === "fail").toBe(failed.length > 0);
  return failed.map(({ check, path }) => (path === null ? check : `${check} ${path}`));
};

test("the evidence of a completed agreement verifies with the desk's key, with nothing left to look at", async () => {
  const { outcome, findings } = await verifyEvidence(genuine, { publicKey: deskKey });
  expect(findings.filter((finding) => finding.outcome !== "pass")).toEqual([]);
  expect(outcome).toBe("pass");
  const paths = [...genuine.keys()];
  for (const path of [...Object.values(EVIDENCE_PATHS), "documents/1-original.pdf", "documents/1-signed.pdf"])
    expect(paths).toContain(path);
  expect(paths.some((path) => /^certificates\/1-\d+\.pem$/.test(path))).toBe(true);
  expect(paths.filter((path) => path.endsWith(".body")).length).toBeGreaterThan(1);
  expect(Buffer.from(genuine.get("documents/1-original.pdf") ?? [])).toEqual(Buffer.from(agreementPdf()));
});

test("a suspect document is in the bundle once a person accepted it, and who did is something to look at", async () => {
  await desk.control("POST", "faults", { name: "download_truncated", parameters: {}, times: 1 });
  const { signature_id } = await desk.send(["sue@borrower.example"]);
  await desk.signAll(await desk.client.signatures.get(signature_id));
  const { documents } = await until(
    () => desk.client.signatures.get(signature_id),
    (signature) => signature.documents.every(({ signed }) => signed.state === "suspect"),
  );
  const [{ document_id = "", signed } = {}] = documents;
  expect([...(await bundleOf(signature_id)).keys()]).not.toContain("documents/1-signed.pdf");

  const sha256 = signed?.sha256 ?? "";
  await desk.client.signatures.acceptSuspect(signature_id, document_id, { reason: "On paper", sha256 });
  const accepted = await bundleOf(signature_id);
  const { findings, outcome } = await verifyEvidence(accepted, { publicKey: deskKey });
  expect(outcome).toBe("warn");
  expect(findings.filter((finding) => finding.outcome !== "pass")).toMatchObject([
    { check: "document", path: "documents/1-signed.pdf", detail: expect.stringContaining("On paper") },
  ]);
  flip(accepted, "documents/1-signed.pdf");
  remake(accepted, generateKeyPairSync("ed25519").privateKey);
  expect(await failures(accepted, undefined)).toContain("document documents/1-signed.pdf");
});

test("without a known key the bundle says whose key it has and that this has to be compared", async () => {
  const { outcome, findings } = await verifyEvidence(genuine);
  expect(outcome).toBe("warn");
  expect(findings.filter((finding) => finding.outcome === "warn").map(({ check }) => check)).toEqual(["key"]);
});

test("the summary is a PDF that names documents, signers and hashes", async () => {
  const { createPdfEngine } = await import("@creditnexus/pdf");
  await using engine = createPdfEngine({ workers: 1 });
  const pages = await engine.text(genuine.get(EVIDENCE_PATHS.summary) ?? new Uint8Array());
  const shown = pages.map((page) => page.text).join("\n");
  const { signature } = manifestOf(genuine);
  for (const expected of [signature.signature_id, "jane@borrower.example", "olaf@lender.example"])
    expect(shown).toContain(expected);
  expect(shown).toContain(signature.documents[0]?.sha256);
  expect(shown).toContain(signature.documents[0]?.signed.sha256);
});

test("a bundle holds no signing link and no secret of a callback's header", async () => {
  const sent = await desk.send([{ email: "jane@borrower.example", access_code: "tulip-4711" }]);
  const { links } = await desk.client.signatures.links(sent.signature_id);
  const invitation = new URL(links[0]?.sign_document_url ?? "").searchParams.get("invitationId") ?? "none";
  const files = await bundleOf(sent.signature_id);
  const whole = Buffer.concat([...files.values()]).toString("latin1");
  expect(whole).toContain(sent.signature_id);
  expect(whole).not.toContain(invitation);
  expect(whole).not.toContain("tulip-4711");
});

test("evidence of an open and of a cancelled signature verifies as well", async () => {
  const open = await desk.send(["jane@borrower.example", "olaf@lender.example"]);
  await desk.signAll(open, 1);
  await until(
    () => desk.client.signatures.get(open.signature_id),
    (signature) => signature.status === "in_progress",
  );
  const files = await bundleOf(open.signature_id);
  expect(await failures(files)).toEqual([]);
  expect([...files.keys()].filter((path) => path.startsWith("documents/"))).toEqual([
    "documents/1-original.pdf",
  ]);
  const cancelled = await desk.send(["jane@borrower.example"]);
  await desk.client.signatures.cancel(cancelled.signature_id, { reason: "The borrower withdrew" });
  const after = await bundleOf(cancelled.signature_id);
  expect(manifestOf(after).signature.status).toBe("cancelled");
  expect(await failures(after)).toEqual([]);
});

const signed = "documents/1-signed.pdf";
const timeline = EVIDENCE_PATHS.timeline;

test.each<[string, (files: Files) => void | Promise<void>, string[]]>([
  [
    "one byte of the signed PDF changed",
    (files) => flip(files, signed),
    [`file ${signed}`, `document ${signed}`],
  ],
  [
    "an entry of the timeline edited",
    (files) => put(files, timeline, text(files, timeline).replace("jane@", "june@")),
    [`file ${timeline}`, `chain ${timeline}`],
  ],
  [
    "an entry removed",
    (files) => putEntries(files, entriesOf(files).toSpliced(2, 1)),
    [`file ${timeline}`, `chain ${timeline}`, "state"],
  ],
  [
    "the last entries cut off",
    (files) => putEntries(files, entriesOf(files).slice(0, 3)),
    [`file ${timeline}`, `chain ${timeline}`, "state", `document ${signed}`],
  ],
  [
    "an entry hashed anew without those after it",
    async (files) => {
      const entries = entriesOf(files);
      const entry = entries[1];
      if (entry === undefined) throw new Error("there is no second entry");
      const changed = { ...entry, summary: "Nothing to see here" };
      entries[1] = { ...changed, hash: await hashEntry(changed) };
      putEntries(files, entries);
    },
    [`file ${timeline}`, `chain ${timeline}`],
  ],
  [
    "the original swapped",
    (files) => put(files, "documents/1-original.pdf", agreementPdf(["Another agreement"])),
    ["file documents/1-original.pdf", "document documents/1-original.pdf"],
  ],
  [
    "the manifest edited",
    (files) =>
      put(files, "manifest.json", text(files, "manifest.json").replace('"page_count": 1', '"page_count": 2')),
    ["manifest_signature manifest.sig"],
  ],
  [
    "another request's signed PDF put in",
    (files) => put(files, signed, other.get(signed) ?? ""),
    [`file ${signed}`, `document ${signed}`],
  ],
  ["a file removed", (files) => void files.delete("checks.json"), ["file checks.json"]],
  ["a file added", (files) => put(files, "documents/2-signed.pdf", "x"), ["file documents/2-signed.pdf"]],
  [
    "the signature removed",
    (files) => void files.delete("manifest.sig"),
    ["manifest_signature manifest.sig"],
  ],
  ["the manifest removed", (files) => void files.delete("manifest.json"), ["manifest manifest.json"]],
  ["the manifest broken", (files) => put(files, "manifest.json", "{"), ["manifest manifest.json"]],
  [
    "a line of the timeline broken",
    (files) => put(files, timeline, `${text(files, timeline)}{}\n`),
    [`file ${timeline}`, `chain ${timeline}`],
  ],
])("found: %s", async (_what, forge, expected) => {
  const files = new Map(genuine);
  await forge(files);
  expect([...new Set(await failures(files))]).toEqual(expected);
});

test("found: the bytes of a callback changed", async () => {
  const files = new Map(genuine);
  const path = callbackBody(files);
  flip(files, path);
  expect(await failures(files)).toEqual([`file ${path}`, `callback ${path}`]);
});

test("found: the evidence of another request under the manifest of this one", async () => {
  const files = new Map(other);
  put(files, "manifest.json", genuine.get("manifest.json") ?? "");
  put(files, "manifest.sig", genuine.get("manifest.sig") ?? "");
  expect(await failures(files)).toContain(`chain ${timeline}`);
});

test("found: everything made anew and signed with another key, when the desk's is known", async () => {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const raw = publicKey.export({ format: "der", type: "spki" }).subarray(-32);
  const files = new Map(genuine);
  remake(files, privateKey, (manifest) => {
    manifest.key.public_key = raw.toString("base64");
  });
  expect(await failures(files)).toEqual(["key", "manifest_signature manifest.sig"]);
  const unknown = await verifyEvidence(files);
  expect(unknown.outcome).toBe("warn");
});

/** Those who sign what they forge with a key of their own have to make all of it agree. */
test.each<[string, (files: Files) => void, (manifest: EvidenceManifest) => void, string]>([
  [
    "another signed PDF",
    (files) => put(files, signed, other.get(signed) ?? ""),
    () => undefined,
    `document ${signed}`,
  ],
  [
    "another original",
    (files) => put(files, "documents/1-original.pdf", agreementPdf(["Another agreement"])),
    (manifest) => {
      const [document] = manifest.signature.documents;
      const file = manifest.files.find(({ path }) => path === "documents/1-original.pdf");
      if (document !== undefined && file !== undefined) document.sha256 = file.sha256;
    },
    "document documents/1-original.pdf",
  ],
  [
    "a shorter timeline",
    (files) => putEntries(files, entriesOf(files).slice(0, 3)),
    () => undefined,
    "state",
  ],
  [
    "another state",
    () => undefined,
    (manifest) => {
      manifest.signature.status = "cancelled";
    },
    "state",
  ],
  [
    "a signer who did not sign",
    () => undefined,
    (manifest) => {
      const share = manifest.signature.signers[0]?.documents[0];
      if (share !== undefined) share.status = "pending";
    },
    "state",
  ],
  ["other bytes of a callback", (files) => flip(files, callbackBody(files)), () => undefined, "callback"],
])(
  "found without the desk's key, although it was hashed and signed anew: %s",
  async (_what, forge, change, named) => {
    const { publicKey, privateKey } = generateKeyPairSync("ed25519");
    const raw = publicKey.export({ format: "der", type: "spki" }).subarray(-32);
    const files = new Map(genuine);
    forge(files);
    remake(files, privateKey, (manifest) => {
      manifest.key.public_key = raw.toString("base64");
      change(manifest);
    });
    const failed = await failures(files, undefined);
    expect(
      failed.some((failure) => failure.startsWith(named)),
      failed.join(", "),
    ).toBe(true);
  },
);

test("the key is the same after a restart, and another one for another encryption key", async () => {
  const { createEvidenceSigner } = await import("./evidence-signer.ts");
  const [first, again, another] = [1, 1, 2].map((byte) => createEvidenceSigner(Buffer.alloc(32, byte)));
  expect(again?.key).toEqual(first?.key);
  expect(another?.key.public_key).not.toBe(first?.key.public_key);
});

test("a callback with a signing link is in the bundle without it, and the bundle says so and verifies", async () => {
  const sent = await desk.send(["una@borrower.example"]);
  const { links } = await desk.client.signatures.links(sent.signature_id);
  const link = links[0]?.sign_document_url ?? "";
  const body = JSON.stringify({
    event_time: Date.now(),
    event_type: "SIGNATURE_REQUEST_COMPLETED",
    signature_request: {
      signature_request_id: sent.signature_request_id,
      is_completed: false,
      documents: [
        { document_id: "d", signers: [{ email: "una@borrower.example", sign_document_url: link }] },
      ],
    },
  });
  const target = await callbackUrl(`${desk.url}/api/signatures/webhook`, SECRET);
  await fetch(target, { method: "POST", body, headers: { "x-internal": "kept-by-the-desk-alone" } });
  await until(
    () => desk.client.callbacks.list({ signature_id: sent.signature_id }),
    ({ callbacks }) => callbacks.length === 1,
  );
  const files = await bundleOf(sent.signature_id);
  const all = [...files.keys()].map((path) => text(files, path)).join("\n");
  expect(all).not.toContain("kept-by-the-desk-alone");
  expect(all).not.toContain("source_address");
  expect(all).not.toContain(new URL(link).searchParams.get("invitationId"));
  expect(text(files, EVIDENCE_PATHS.readme)).toContain("[link removed, sha256 HASH]");
  expect(await failures(files)).toEqual([]);
  const [part] = manifestOf(files).callbacks;
  const facts = JSON.parse(text(files, part?.facts ?? "")) as EvidenceCallback;
  expect(facts.links_removed).toBe(1);
  const sha256 = (content: string) => createHash("sha256").update(content).digest("hex");
  const whole = text(files, part?.body ?? "").replace(`[link removed, sha256 ${sha256(link)}]`, link);
  expect(sha256(whole)).toBe(facts.sha256);
});
