// Colours from `#rrggbb` to the operator that sets them.
import { PdfError } from "../errors.ts";
import { numbers } from "./page-canvas.ts";

const HEX = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i;

export function colorOperator(color: string, use: "fill" | "stroke"): string {
  const match = HEX.exec(color);
  if (match === null) {
    throw new PdfError(
      "invalid_mark",
      `The colour "${color}" is not of the form #rrggbb; use for example #1a3b5c.`,
    );
  }
  const parts = match.slice(1).map((hex) => Number.parseInt(hex, 16) / 255);
  return `${numbers(...parts)} ${use === "fill" ? "rg" : "RG"}`;
}
