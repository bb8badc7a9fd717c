// What a reader sees in a pdf.js view of a page: text with its place on the turned page, origin at the top-left.
import { normalise, type Rectangle } from "../rectangle.ts";
import { withView } from "../view/open-view.ts";

interface SeenText {
  readonly text: string;
  /** From the view's top-left corner, y downwards, at scale 1. */
  readonly x: number;
  readonly y: number;
  /** Upright: reads from left to right, neither turned nor mirrored. */
  readonly upright: boolean;
}

export interface SeenPage {
  readonly width: number;
  readonly height: number;
  readonly texts: readonly SeenText[];
  /** Where the view shows a rectangle given in PDF user space. */
  place(rectangle: Rectangle): Rectangle;
}

export async function whatPdfjsShows(pdf: Uint8Array, page: number): Promise<SeenPage> {
  return withView(pdf, { images: true }, async (view) => {
    const proxy = await view.getPage(page + 1);
    const viewport = proxy.getViewport({ scale: 1 });
    const { items } = await proxy.getTextContent();
    const texts = items.flatMap((item) => {
      if (!("str" in item) || item.str.trim() === "") return [];
      const [a = 0, b = 0, , , e = 0, f = 0] = item.transform;
      const [x = 0, y = 0] = viewport.convertToViewportPoint(e, f);
      const [x2 = 0, y2 = 0] = viewport.convertToViewportPoint(e + a, f + b);
      return [{ text: item.str, x, y, upright: x2 > x && Math.abs(y2 - y) < 0.01 }];
    });
    return {
      width: viewport.width,
      height: viewport.height,
      texts,
      place(rectangle) {
        const [x1 = 0, y1 = 0] = viewport.convertToViewportPoint(rectangle[0], rectangle[1]);
        const [x2 = 0, y2 = 0] = viewport.convertToViewportPoint(rectangle[2], rectangle[3]);
        return normalise([x1, y1, x2, y2]);
      },
    };
  });
}
