// What `init` says at its end.
import { isLoopback } from "@creditnexus/contract";
import type { Style } from "../terminal/style.ts";
import type { CallbackUrls } from "./callback-urls.ts";

const MODES = {
  TEST: "TEST: documents get a watermark and bind nobody until the account is switched to PROD",
  PROD: "PROD: signatures are binding and cost credits",
  unknown: "unknown: the account could not be asked",
};

interface InitResult {
  file: string;
  written: readonly string[];
  kept: readonly string[];
  provider: string;
  mode: keyof typeof MODES | null;
  callback_urls: CallbackUrls | null;
  /** Null: git could not be asked. */
  gitignore_covers_it: boolean | null;
  notes: readonly string[];
}

const urlLines = (result: InitResult, copied: boolean, style: Style): string[] => {
  if (result.callback_urls === null)
    return ["The sandbox needs no callback URLs from you: the desk sets them itself."];
  const url = result.callback_urls.document_signed;
  return [
    "Enter this address twice in DigiSigner's settings, as “Document Signed” and as “Signature Request Completed”",
    `(it holds a secret token${copied ? "; it is in your clipboard" : ""}):`,
    `  ${style.cyan(url)}`,
    ...(isLoopback(url)
      ? [
          style.yellow(
            "DigiSigner cannot reach this address: set PUBLIC_URL, or open a tunnel with `creditnexus dev`.",
          ),
        ]
      : []),
  ];
};

const gitLines = ({ gitignore_covers_it: covered }: InitResult, style: Style): string[] => {
  if (covered === true) return [];
  if (covered === null) {
    return [
      `${style.yellow("!")} Whether git would take .env along could not be asked here: keep it out of every repository.`,
    ];
  }
  return [
    `${style.yellow("!")} git would take .env along: add a line .env to .gitignore, and git rm --cached .env if it is tracked.`,
  ];
};

export const initText = (result: InitResult, options: { copied: boolean; style: Style }): string => {
  const { style, copied } = options;
  const kept = result.kept.length === 0 ? "" : `; kept as they were: ${result.kept.join(", ")}`;
  const written = result.written.length === 0 ? "nothing new" : result.written.join(", ");
  return [
    `${style.green("✓")} ${result.file}: ${written}${kept}`,
    ...(result.mode === null ? [] : [`${style.green("✓")} The key is valid. Mode ${MODES[result.mode]}.`]),
    ...gitLines(result, style),
    ...result.notes.map((note) => `${style.yellow("!")} ${note}`),
    "",
    ...urlLines(result, copied, style),
    "",
    "Next: `npm start`, then `creditnexus doctor`.",
  ].join("\n");
};
