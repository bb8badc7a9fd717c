// Runs axe on a screen of the desk.
import type { Page } from "playwright-core";
import { violations as allViolations } from "./signing-accessibility.ts";

/**
 * One line per violation. The primitives' own guards catch the focus at the ends of a menu or dialog and hand it on at once;
 * axe takes them for a trap, and nothing else is left out.
 */
export const violations = async (page: Page): Promise<string[]> =>
  (await allViolations(page)).filter(
    (line) =>
      !line.startsWith("aria-hidden-focus") ||
      !line
        .split("<span")
        .slice(1)
        .every((part) => part.includes("data-base-ui-focus-guard")),
  );
