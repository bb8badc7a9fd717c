// The `text` operation: every page's text with the place of each character.

import { load } from "../document/load.ts";
import { describePage } from "../document/pages.ts";
import type { OperationContext } from "../engine/operations.ts";
import { moved, rounded } from "../rectangle.ts";
import { readDisplayList } from "../view/display-list.ts";
import { withView } from "../view/open-view.ts";
import type { ShownText } from "../view/shown.ts";
import { joinRuns } from "./join-runs.ts";
import type { PageText, TextRun } from "./page-text.ts";

export async function readText(input: { pdf: Uint8Array }, context: OperationContext): Promise<PageText[]> {
  const pdf = await load(input.pdf, context);
  return withView(input.pdf, { images: false }, async (view) => {
    const optional = await view.getOptionalContentConfig();
    const pages: PageText[] = [];
    for (let page = 0; page < Math.min(view.numPages, pdf.getPageCount()); page += 1) {
      const { cropBox, rotation } = describePage(pdf, page);
      const proxy = await view.getPage(page + 1);
      const items = await readDisplayList(proxy, {
        isVisible: (group) => optional.isVisible(group),
        annotations: false,
      });
      proxy.cleanup();
      const runs = items.flatMap((item) =>
        item.kind === "text" ? [toRun(item, -cropBox[0], -cropBox[1])] : [],
      );
      pages.push({ page, text: joinRuns(runs, rotation), runs });
    }
    return pages;
  });
}

export function toRun(item: ShownText, dx: number, dy: number): TextRun {
  return {
    text: item.text,
    rectangle: rounded(moved(item.rectangle, dx, dy)),
    fontSize: item.fontSize,
    chars: item.chars.map(({ char, rectangle }) => ({ char, rectangle: rounded(moved(rectangle, dx, dy)) })),
    hidden: item.hidden,
  };
}
