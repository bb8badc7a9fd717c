// An image's pixels: a digest to compare by, and how much of what lies under it can be seen.
import { createHash } from "node:crypto";
import type { PDFPageProxy } from "pdfjs-dist";
import { property, toNumber } from "../view/arguments.ts";

export interface Pixels {
  readonly digest: string;
  /** Opacity at a place in the image, both from 0 to 1, from the top-left corner. */
  opacityAt(u: number, v: number): number;
}

// pdf.js's kinds of pixel data.
const RGBA = 3;
const OPAQUE = 255;
/** Places looked at across an image: finer than the characters of a page. */
const GRID = 512;
/** An image that cannot be decoded is told apart by nothing, so it must count as covering. */
const UNKNOWN: Pixels = { digest: "unreadable", opacityAt: () => 1 };

/** `source` is pdf.js's name for the pixels or the pixels themselves. */
export async function readPixels(page: PDFPageProxy, source: unknown): Promise<Pixels> {
  if (source === "solid") return { digest: "solid", opacityAt: () => 1 };
  const named = typeof source === "string" ? source : property(source, "data");
  const image = typeof named === "string" ? await resolveObject(page, named) : source;
  const data = property(image, "data");
  if (!ArrayBuffer.isView(data)) return UNKNOWN;
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const width = toNumber(property(image, "width"));
  const height = toNumber(property(image, "height"));
  const digest = createHash("sha1").update(`${width}x${height} `).update(bytes).digest("base64url");
  if (property(image, "kind") !== RGBA) return { digest, opacityAt: () => 1 };
  return { digest, opacityAt: sampleOpacity(bytes, width, height) };
}

/** Keeps a coarse picture of the opacity and lets go of the pixels: a scanned page has 35 MB of them. */
function sampleOpacity(rgba: Uint8Array, width: number, height: number): Pixels["opacityAt"] {
  const columns = Math.min(width, GRID);
  const rows = Math.min(height, GRID);
  const grid = new Uint8Array(columns * rows);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const x = Math.floor(((column + 0.5) * width) / columns);
      const y = Math.floor(((row + 0.5) * height) / rows);
      grid[row * columns + column] = rgba[(y * width + x) * 4 + 3] ?? OPAQUE;
    }
  }
  return (u, v) => {
    const column = Math.min(columns - 1, Math.max(0, Math.floor(u * columns)));
    const row = Math.min(rows - 1, Math.max(0, Math.floor(v * rows)));
    return (grid[row * columns + column] ?? OPAQUE) / OPAQUE;
  };
}

/** pdf.js decodes images beside the operator list; one that fails arrives as null. */
async function resolveObject(page: PDFPageProxy, id: string): Promise<unknown> {
  const objects = id.startsWith("g_") ? page.commonObjs : page.objs;
  return new Promise((resolve) => {
    objects.get(id, resolve);
  });
}
