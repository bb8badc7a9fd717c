// Draws a mail as plain text, for those who read no HTML.
import type { Block, MailContent } from "./content.ts";
import { lines } from "./safe-text.ts";

const draw = (block: Block): string[] => {
  switch (block.kind) {
    case "paragraph":
    case "caution":
      return [block.text];
    case "facts":
      return block.facts.map(({ label, value }) => `${label}: ${value}`);
    case "quote":
      return [`${block.label}:`, ...lines(block.text).map((line) => `> ${line}`.trimEnd())];
    case "button":
      return [`${block.label}:`, block.url];
  }
};

export const renderText = ({ greeting, blocks, banner, footer }: MailContent): string =>
  [...(banner === undefined ? [] : [[banner]]), [greeting], ...blocks.map(draw), ["-- ", ...footer]]
    .map((part) => part.join("\n"))
    .join("\n\n")
    .concat("\n");
