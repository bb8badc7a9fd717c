// Writes the reference page on how the sandbox differs from DigiSigner, from the route table and the choices.
import type { Fact } from "../api/route.ts";
import { API_ROUTES } from "../api/routes.ts";
import { CHOICES } from "../choices.ts";
import { FAULTS } from "../faults/catalogue.ts";
import { describeFaults } from "../faults/store.ts";
import { BEHAVIOUR_FACTS } from "./facts.ts";

const FOLDER = "packages/sandbox/src";

/** Markdown of `docs/reference/sandbox-differences.md`. */
export function differencesPage(): string {
  const routes = API_ROUTES.map(
    (route) => `### \`${route.method} /v1${route.path}\`\n\n${route.summary}.\n\n${factTable(route.facts)}`,
  );
  const behaviours = Object.entries(BEHAVIOUR_FACTS).map(
    ([topic, facts]) => `### ${topic}\n\n${factTable(facts)}`,
  );
  const choices = CHOICES.map(
    ({ topic, choice, reason }) => `| ${cell(topic)} | ${cell(choice)} | ${cell(reason)} |`,
  );
  const faults = describeFaults().map((fault) => {
    const parameters = Object.keys(fault.parameters).map((name) => `\`${name}\``);
    return `| \`${fault.name}\` | ${parameters.join(" ") || "none"} | ${cell(fault.effect)} | ${cell(fault.client_sees)} |`;
  });
  return `# The sandbox beside DigiSigner

Made from the route table in \`${FOLDER}/api\` by \`npm run docs\`. **exact**: an official client breaks otherwise, or the
vendor states it. **approximate**: likely, or partly a choice of ours. **missing**: DigiSigner has it, the sandbox does not.

## Endpoints

${routes.join("\n")}
## Behaviour

${behaviours.join("\n")}
## Choices

Where nothing is public, the sandbox does this; all of it stands in \`${FOLDER}/choices.ts\`.

| about | choice | reason |
|---|---|---|
${choices.join("\n")}

## Faults

${Object.keys(FAULTS).length} faults can be armed with \`POST /_sandbox/faults\` or \`creditnexus sandbox faults\`; each also takes \`times\`.

| fault | parameters | effect | what a client sees |
|---|---|---|---|
${faults.join("\n")}
`;
}

function factTable(facts: readonly Fact[]): string {
  const rows = facts.map(
    ({ what, fidelity, evidence }) => `| ${cell(what)} | ${fidelity} | ${cell(evidence)} |`,
  );
  return `| what | fidelity | evidence |\n|---|---|---|\n${rows.join("\n")}\n`;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}
