// `evidence get` and `evidence key`: the bundle, and the key that tells whose it is.
import { SignatureId } from "@creditnexus/contract";
import { command } from "../command/command.ts";
import { deliver, outputFlags } from "../download/deliver.ts";

export const get = command({
  name: "evidence get",
  summary: "Download everything that proves an agreement, as one zip",
  details:
    "The documents, the audit chain, the callbacks and a summary for people, signed by the desk; of a request in any state. Verify it with `creditnexus evidence verify`.",
  arguments: { id: { schema: SignatureId, summary: "signature id (sig_…)" } },
  flags: outputFlags,
  examples: [{ does: "to a name", line: "creditnexus evidence get sig_01jabc -o sig_01jabc.zip" }],
  errors: ["not_found", "file_exists", "file_not_written", "unauthenticated", "connection_failed"],
  run: async ({ id, output, force }, context) => {
    const response = await context.desk.signatures.evidence(id);
    return deliver(response, { output, force, id, about: { signature_id: id } }, context);
  },
});

export const key = command({
  name: "evidence key",
  summary: "Show the public key that evidence is signed with",
  details: "Keep it where the bundles are not: it is what tells whose a bundle is.",
  arguments: {},
  flags: {},
  examples: [{ does: "as a file", line: "creditnexus evidence key --no-json > desk.pem" }],
  errors: ["connection_failed"],
  run: async (_input, context) => {
    const found = await context.desk.evidenceKey();
    return { data: found, text: () => found.public_key_pem.trimEnd() };
  },
});
