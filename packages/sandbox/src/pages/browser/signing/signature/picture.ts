// Turns a drawing canvas into the small PNG that travels: cut to its ink, on a transparent ground.
import type { MadeSignature } from "../entries.ts";

/** The colour of ink, dark enough for print and bluer than the text around it. */
export const INK = "#14234b";

/** Cuts the canvas to what is drawn on it; undefined when nothing is. */
export function cutToInk(canvas: HTMLCanvasElement): HTMLCanvasElement | undefined {
  const context = contextOf(canvas);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  const edge = { left: canvas.width, top: canvas.height, right: -1, bottom: -1 };
  for (let y = 0; y < canvas.height; y++) {
    for (let x = 0; x < canvas.width; x++) {
      if ((data[(y * canvas.width + x) * 4 + 3] ?? 0) < 12) continue;
      edge.left = Math.min(edge.left, x);
      edge.right = Math.max(edge.right, x);
      edge.top = Math.min(edge.top, y);
      edge.bottom = Math.max(edge.bottom, y);
    }
  }
  if (edge.right < 0) return undefined;
  const width = edge.right - edge.left + 1;
  const height = edge.bottom - edge.top + 1;
  const cut = newCanvas(width, height);
  contextOf(cut).drawImage(canvas, edge.left, edge.top, width, height, 0, 0, width, height);
  return cut;
}

/** The canvas as a signature. */
export function asSignature(
  canvas: HTMLCanvasElement,
  kind: MadeSignature["kind"],
  text?: string,
): MadeSignature {
  return {
    kind,
    image_png_base64: canvas.toDataURL("image/png").replace(/^data:[^,]*,/, ""),
    ratio: canvas.width / canvas.height,
    ...(text === undefined ? {} : { text }),
  };
}

/** An image element's source for a signature. */
export function sourceOf(signature: MadeSignature): string {
  return `data:image/png;base64,${signature.image_png_base64}`;
}

/** A canvas of this many pixels, of at least one. */
export function newCanvas(width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width));
  canvas.height = Math.max(1, Math.round(height));
  return canvas;
}

/** The drawing context, which every browser with canvas has. */
export function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("this browser offers no 2D canvas");
  return context;
}
