// Marks that cannot be drawn are left out with a reason, for callers accept places that do not exist.
import { isFiniteRectangle, normalise } from "../rectangle.ts";
import type { Mark } from "./marks.ts";

export function reasonToSkip(mark: Mark, pageCount: number): string | undefined {
  if (mark.kind === "watermark") return mark.text.trim() === "" ? "The watermark has no text." : undefined;
  if (!Number.isInteger(mark.page) || mark.page < 0 || mark.page >= pageCount) {
    return `Page ${mark.page} does not exist; the document has pages 0 to ${pageCount - 1}.`;
  }
  if (!isFiniteRectangle(mark.rectangle)) {
    return `The rectangle [${mark.rectangle.join(", ")}] is not made of four numbers.`;
  }
  const [x1, y1, x2, y2] = normalise(mark.rectangle);
  if (x2 - x1 <= 0 || y2 - y1 <= 0) return `The rectangle [${mark.rectangle.join(", ")}] has no area.`;
  if (mark.kind === "text" && mark.text.trim() === "") return "The text is empty.";
  if (mark.kind === "strokes" && mark.segments.length === 0) return "There is no stroke to draw.";
  return undefined;
}
