// Holds what becomes of a completed agreement when DigiSigner hands out the right PDF, a wrong one, or two runs collect at once.
import { DigiSigner } from "@creditnexus/digisigner";
import {
  createCertificateAuthority,
  createPdfEngine,
  issueSealCredential,
  type PdfEngine,
} from "@creditnexus/pdf";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { FieldColumn } from "../../../db/schema.ts";
import { agreementPdf } from "../../../testing/agreement-pdf.ts";
import { createSteppedDesk, type SteppedDesk } from "../../../testing/stepped-desk.ts";
import { DEFAULT_WORKSPACE_ID, libraryActor } from "../../actor.ts";
import { uploadDocument } from "../../documents/upload-document.ts";
import { readTimeline } from "../../timeline/read-timeline.ts";
import type { CreateSignatureInput } from "../create-input.ts";
import { createSignatureRequest } from "../create-signature-request.ts";
import { loadSignature } from "../load-signatures.ts";
import { readSigned } from "../read-signed.ts";
import { syncSignature } from "../sync/sync-signature.ts";
import { collectDocument } from "./collect-document.ts";
import { acceptSuspect, openSuspect } from "./suspect-document.ts";

let desk: SteppedDesk;
beforeAll(async () => {
  // The certificates of the sandbox's seals are made by the clock of this machine.
  desk = await createSteppedDesk({ start: new Date() });
});
afterAll(async () => {
  await desk?.close();
});

const TERMS = ["Amount: EUR 100,000", "Maturity: 1 March 2030"];
const FIELD: FieldColumn = { type: "SIGNATURE", page: 0, rectangle: [100, 100, 300, 150] };
const EVERY_FIELD = (["SIGNATURE", "INITIALS", "DATE", "TEXT", "CHECKBOX", "ATTACHMENT"] as const).map(
  (type, index): FieldColumn => ({
    type,
    page: 0,
    rectangle: [100, 100 + 60 * index, 300, 150 + 60 * index],
  }),
);
/** What DigiSigner hands out instead of the signed file. */
type Forge = (genuine: Uint8Array) => Promise<Uint8Array>;

const completed = async (
  fields: FieldColumn[],
  rest: Partial<CreateSignatureInput> = {},
  pages: readonly (readonly string[])[] = [TERMS],
): Promise<{ signatureId: string; documentIds: string[] }> => {
  const documents: CreateSignatureInput["documents"] = [];
  for (const lines of pages) {
    const file = { file: agreementPdf(lines), fileName: "facility.pdf" };
    const { documentId } = await uploadDocument(desk.deps, libraryActor, file);
    const signers = [{ email: "jane.roe@borrower.example", name: "Jane Roe", role: "Signer 1", fields }];
    documents.push({ documentId, path: "/signers", signers });
  }
  const { signatureId } = await createSignatureRequest(desk.deps, libraryActor, {
    documents,
    bundle: false,
    urgency: "standard",
    sendEmails: false,
    useTextTags: false,
    hideTextTags: false,
    metadata: {},
    ...rest,
  });
  await desk.work({ without: ["signature-collect"] });
  const { digisignerRequestId } = await loadSignature(desk.deps.db, DEFAULT_WORKSPACE_ID, signatureId);
  for (;;) {
    const { invitations } = await desk.control<{ invitations: { invitation_id: string; status: string }[] }>(
      "GET",
      `invitations?signature_request_id=${digisignerRequestId}`,
    );
    const open = invitations.find(({ status }) => status === "open");
    if (open === undefined) break;
    await desk.control("POST", `invitations/${open.invitation_id}/sign`, {});
  }
  await syncSignature(desk.deps, { workspaceId: DEFAULT_WORKSPACE_ID, signatureId, trigger: "person" });
  return { signatureId, documentIds: documents.map(({ documentId }) => documentId) };
};

/** The real client and sandbox, with somebody on the line who exchanges the bytes of downloads. */
const tampered = (forge: Forge): DigiSigner => {
  const { apiKey, apiUrl: baseUrl } = desk.sandbox;
  return new DigiSigner({
    apiKey,
    baseUrl,
    fetch: async (input, init) => {
      const answer = await desk.sandbox.fetch(input, init);
      if (answer.headers.get("content-type") !== "application/pdf") return answer;
      const bytes = await forge(new Uint8Array(await answer.arrayBuffer()));
      return new Response(new Blob([new Uint8Array(bytes)]), {
        headers: { "content-type": "application/pdf" },
      });
    },
  });
};

const collect = (
  { signatureId, documentId }: { signatureId: string; documentId: string },
  changed: { forge?: Forge; pdf?: PdfEngine; lastAttempt?: boolean } = {},
): Promise<void> =>
  collectDocument(
    {
      ...desk.deps,
      ...(changed.forge === undefined ? {} : { digisigner: tampered(changed.forge) }),
      ...(changed.pdf === undefined ? {} : { pdf: changed.pdf }),
    },
    { workspaceId: DEFAULT_WORKSPACE_ID, signatureId, documentId },
    { lastAttempt: changed.lastAttempt ?? false },
  );

const stateOf = async (signatureId: string) => {
  const { documents, collectedAt } = await loadSignature(desk.deps.db, DEFAULT_WORKSPACE_ID, signatureId);
  const entries = await readTimeline(desk.deps.db, { workspaceId: DEFAULT_WORKSPACE_ID, signatureId });
  return {
    states: documents.map(({ signed }) => signed.state),
    failed: documents.flatMap(({ signed }) =>
      signed.checks
        .filter(({ outcome }) => outcome === "fail")
        .map(({ name, detail }) => `${name}: ${detail}`),
    ),
    isDone: collectedAt !== null,
    told: entries.map(({ kind }) => kind).filter((kind) => kind.startsWith("document_")),
  };
};

const honest: [string, FieldColumn[], Partial<CreateSignatureInput>, string[][]][] = [
  ["a signature placed anywhere", [], {}, [TERMS]],
  ["a field of every type", EVERY_FIELD, {}, [TERMS]],
  ["text tags", [], { useTextTags: true }, [["Sign here: [s:Signer 1            ]"]]],
  [
    "hidden text tags",
    [],
    { useTextTags: true, hideTextTags: true },
    [["[s:Signer 1            ] [t:Signer 1   ]"]],
  ],
  ["text tags beside fields", [FIELD], { useTextTags: true }, [["Dated [d:Signer 1         ]"]]],
  ["a bundle", [], { bundle: true, title: "Both" }, [TERMS, ["Schedule"]]],
  ["several documents with fields", [FIELD], {}, [TERMS, ["Schedule"]]],
];

test.each(honest)("%s: what the sandbox hands out is verified", async (_name, fields, rest, pages) => {
  const { signatureId, documentIds } = await completed(fields, rest, pages);
  for (const documentId of documentIds) await collect({ signatureId, documentId });
  expect(await stateOf(signatureId)).toEqual({
    states: documentIds.map(() => "verified"),
    failed: [],
    isDone: true,
    told: documentIds.map(() => "document_collected"),
  });
});

test("while DigiSigner is away a document stays to be collected, and is when it is back", async () => {
  const { signatureId, documentIds } = await completed([FIELD]);
  const [documentId = ""] = documentIds;
  await desk.control("POST", "faults", { name: "api_error", parameters: { status: 503 } });
  await collect({ signatureId, documentId }, { lastAttempt: true });
  expect((await stateOf(signatureId)).states).toEqual(["collecting"]);
  await desk.control("DELETE", "faults");
  desk.clock.advance(600_000);
  await desk.reconcile();
  await desk.work();
  expect((await stateOf(signatureId)).states).toEqual(["verified"]);
});

const engine = createPdfEngine({ workers: 1 });
afterAll(() => engine.close());
const sealed = async (file: Uint8Array): Promise<Uint8Array> => {
  const authority = await createCertificateAuthority({ commonName: "Somebody" });
  const credential = await issueSealCredential(authority, { commonName: "Somebody" });
  return engine.seal(file, { credential, name: "Somebody", reason: "Looks the same" });
};
const forgedSignature = async (lines: readonly string[]): Promise<Uint8Array> =>
  sealed(
    await engine.stamp(agreementPdf(lines), [
      { kind: "text", page: 0, rectangle: FIELD.rectangle, text: "Jane Roe", font: "script" },
    ]),
  );

const forged: [string, Forge, string][] = [
  ["the original, unsigned", async () => agreementPdf(TERMS), "parse"],
  [
    "the original with a comment",
    async () => Buffer.concat([agreementPdf(TERMS), Buffer.from("\n%\n")]),
    "content",
  ],
  ["the original under somebody's seal", () => sealed(agreementPdf(TERMS)), "content"],
  ["another document", () => forgedSignature(["Invoice", "Total: EUR 5"]), "content"],
  ["a page removed", () => forgedSignature(TERMS.slice(0, 1)), "pages"],
  ["pages swapped", () => forgedSignature([...TERMS].reverse()), "content"],
  ["the amount changed", () => forgedSignature(["Amount: EUR 900,000", TERMS[1] ?? ""]), "content"],
  [
    "a clause added to what was signed",
    (genuine) =>
      engine.stamp(genuine, [
        { kind: "text", page: 1, rectangle: [72, 600, 400, 620], text: "The margin is 9 per cent" },
      ]),
    "content",
  ],
  [
    "a seal broken after signing",
    async (genuine) => {
      const bytes = Buffer.from(genuine);
      bytes[7] = (bytes[7] ?? 0) ^ 1;
      return bytes;
    },
    "seal",
  ],
];

test.each(forged)("%s is kept as suspect and never handed on", async (_name, forge, check) => {
  const { signatureId, documentIds } = await completed([FIELD]);
  const [documentId = ""] = documentIds;
  await collect({ signatureId, documentId }, { forge, lastAttempt: true });
  const state = await stateOf(signatureId);
  expect(state).toMatchObject({ states: ["suspect"], isDone: false, told: ["document_suspect"] });
  expect(state.failed.join("\n")).toContain(`${check}: `);
  await expect(readSigned(desk.deps, DEFAULT_WORKSPACE_ID, signatureId, documentId)).rejects.toMatchObject({
    code: "suspect_document",
  });
});

test("a suspect file is handed on once a person accepts it, and only the file that was looked at", async () => {
  const { signatureId, documentIds } = await completed([FIELD]);
  const [documentId = ""] = documentIds;
  const target = { signatureId, documentId };
  const look = () => openSuspect(desk.deps, libraryActor, signatureId, documentId);
  const accept = (sha256: string, reason = "Compared on paper") =>
    acceptSuspect(desk.deps, libraryActor, target, { reason, sha256 });
  await expect(look()).rejects.toMatchObject({ code: "conflict" });
  await collect(target, {
    forge: () => forgedSignature(["Amount: EUR 900,000", TERMS[1] ?? ""]),
    lastAttempt: true,
  });
  const { fileName, sha256 } = await look();
  expect(fileName).toBe("facility-signed-SUSPECT.pdf");
  await expect(accept("0".repeat(64))).rejects.toThrow("look at it again");
  expect((await stateOf(signatureId)).isDone).toBe(false);

  const { documents } = await accept(sha256);
  expect(documents[0]?.signed).toMatchObject({
    state: "suspect",
    accepted: { by: libraryActor.name, reason: "Compared on paper" },
  });
  await accept(sha256, "Again");
  // Neither is it fetched again, nor does a later word replace the first.
  await collect(target);
  expect(await stateOf(signatureId)).toMatchObject({
    states: ["suspect"],
    isDone: true,
    told: ["document_suspect", "document_accepted"],
  });
  const { files } = await readSigned(desk.deps, DEFAULT_WORKSPACE_ID, signatureId);
  expect(files.map((file) => file.sha256)).toEqual([sha256]);
});

test("a suspect file that nobody has accepted gives way to the genuine one", async () => {
  const { signatureId, documentIds } = await completed([FIELD]);
  const job = { signatureId, documentId: documentIds[0] ?? "" };
  await collect(job, { forge: () => forgedSignature(["Invoice", "Total: EUR 5"]), lastAttempt: true });
  await collect(job);
  expect(await stateOf(signatureId)).toMatchObject({
    states: ["verified"],
    isDone: true,
    told: ["document_suspect", "document_collected"],
  });
});

test("a file that is not signed yet is fetched again, and the signed one verified", async () => {
  const { signatureId, documentIds } = await completed([FIELD]);
  const job = { signatureId, documentId: documentIds[0] ?? "" };
  await desk.control("POST", "faults", { name: "download_not_ready", parameters: {}, times: 1 });
  await expect(collect(job)).rejects.toThrow("without its signatures");
  expect((await stateOf(signatureId)).told).toEqual([]);
  await collect(job);
  expect(await stateOf(signatureId)).toMatchObject({ states: ["verified"], told: ["document_collected"] });
});

test("of two runs, one that fails does not take the file from under the other", async () => {
  const { signatureId, documentIds } = await completed([FIELD]);
  const job = { signatureId, documentId: documentIds[0] ?? "" };
  const unable = createPdfEngine({ workers: 1 });
  await unable.close();
  const whileProving: PdfEngine = {
    ...desk.deps.pdf,
    compare: async (...files) => {
      const report = await desk.deps.pdf.compare(...files);
      // The other run stores the same bytes, cannot prove them and discards them.
      await expect(collect(job, { pdf: unable })).rejects.toMatchObject({ code: "closed" });
      return report;
    },
  };
  await expect(collect(job, { pdf: whileProving })).rejects.toThrow("discarded by another run");
  expect(await stateOf(signatureId)).toMatchObject({ states: ["collecting"], told: [] });
  await collect(job);
  const { documents } = await loadSignature(desk.deps.db, DEFAULT_WORKSPACE_ID, signatureId);
  expect(documents[0]?.signed.state).toBe("verified");
  expect(await desk.deps.blobs.has(documents[0]?.signed.sha256 ?? "")).toBe(true);
});
