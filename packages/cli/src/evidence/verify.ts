// `evidence verify`: judges a bundle with nothing but the bundle.
import {
  type EvidenceFinding,
  type EvidenceManifest,
  verifyEvidence,
  worstOutcome,
} from "@creditnexus/contract";
import { z } from "zod";
import { command } from "../command/command.ts";
import type { ExitName } from "../command/exit-codes.ts";
import { safeText } from "../terminal/safe-text.ts";
import type { Style } from "../terminal/style.ts";
import { readBundle } from "./read-bundle.ts";
import { readKey } from "./read-key.ts";

const EXIT: Record<EvidenceFinding["outcome"], ExitName> = { pass: "ok", warn: "warnings", fail: "failed" };

const mark = (outcome: EvidenceFinding["outcome"], style: Style): string =>
  ({ pass: style.green("✓"), warn: style.yellow("!"), fail: style.red("✗") })[outcome];

const verdictText = (outcome: EvidenceFinding["outcome"], style: Style): string =>
  ({
    pass: style.green("The evidence holds."),
    warn: style.yellow("Nothing in it is wrong, and there is something to look at."),
    fail: style.red("This is not what the desk handed out."),
  })[outcome];

const reportText = (
  manifest: EvidenceManifest | undefined,
  findings: readonly EvidenceFinding[],
  outcome: EvidenceFinding["outcome"],
  style: Style,
): string => {
  const title =
    manifest === undefined
      ? "Unreadable evidence"
      : `${safeText(manifest.signature.title)}, ${manifest.signature.status} (${manifest.signature.signature_id})`;
  const lines = findings.map((one) => `  ${mark(one.outcome, style)} ${safeText(one.detail)}`);
  return [style.bold(title), ...lines, "", verdictText(outcome, style)].join("\n");
};

const judgePdfs = async (files: Map<string, Uint8Array>, manifest: EvidenceManifest) => {
  // Loaded only here: no other command needs it.
  const [{ createPdfEngine }, { checkPdfs }] = await Promise.all([
    import("@creditnexus/pdf"),
    import("./check-pdfs.ts"),
  ]);
  await using engine = createPdfEngine();
  return await checkPdfs(engine, files, manifest);
};

export const verify = command({
  name: "evidence verify",
  summary: "Verify evidence without the service and without a network",
  details:
    "Checks every hash, the audit chain, the desk's signature, the seals of the signed PDFs, that they show what was sent, and that the timeline tells how the request came into its state. Ends with 0 when everything holds, 7 with something to look at, 1 when anything failed. Without --key nothing tells a bundle that was made anew as a whole from a genuine one, which is a warning.",
  arguments: {
    file: { schema: z.string().min(1), summary: "the zip that `evidence get` wrote", completes: "file" },
  },
  flags: {
    key: {
      value: "PUBLICKEY",
      summary: "the desk's public key as you know it: base64, hex, or a file with it",
      schema: z.string().min(1).optional(),
      completes: "file",
    },
  },
  examples: [
    {
      does: "with the desk's key",
      line: "creditnexus evidence verify evidence-sig_01jabc.zip --key desk-key.json",
    },
    {
      does: "only what is wrong, for a script",
      line: "creditnexus evidence verify evidence.zip | jq '.findings[] | select(.outcome == \"fail\")'",
    },
  ],
  errors: ["file_not_found", "not_a_bundle"],
  run: async ({ file, key }, { terminal, cwd }) => {
    const files = await readBundle(file, cwd);
    const publicKey = key === undefined ? undefined : await readKey(key, cwd);
    const { findings, manifest } = await verifyEvidence(files, { publicKey });
    if (manifest !== undefined) {
      findings.push(...(await terminal.progress("Reading PDFs", () => judgePdfs(files, manifest))));
    }
    const outcome = worstOutcome(findings);
    return {
      data: { outcome, signature_id: manifest?.signature.signature_id ?? null, findings },
      text: () => reportText(manifest, findings, outcome, terminal.style),
      exit: EXIT[outcome],
    };
  },
});
