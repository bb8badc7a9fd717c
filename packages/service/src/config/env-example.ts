// Renders `.env.example` from the settings, so that the two cannot differ.
import { type Setting, settingNames, settings } from "./settings.ts";

const WIDTH = 100;

export function renderEnvExample(): string {
  const intro =
    "Settings of CreditNexus Signatures. Copy this file to .env and uncomment what you need; nothing is needed to try it out. Flags (--port 8000) win over the environment, the environment over .env.";
  const blocks = settingNames().map((name) => {
    const { about, example, fallback }: Setting = settings[name];
    const unset = fallback === undefined ? "" : ` Unset: ${fallback}`;
    return `${comment(`${about}${unset}`)}\n#${name}=${example}`;
  });
  return `${[comment(intro), ...blocks].join("\n\n")}\n`;
}

function comment(text: string): string {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < WIDTH) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`# ${word}`);
  }
  return lines.join("\n");
}
