// Colours, only where the stream is a terminal and NO_COLOR is not set.
import { styleText } from "node:util";

type Format = Parameters<typeof styleText>[0];

export interface Style {
  bold: (text: string) => string;
  dim: (text: string) => string;
  red: (text: string) => string;
  green: (text: string) => string;
  yellow: (text: string) => string;
  cyan: (text: string) => string;
}

/** `styleText` itself asks the stream and honours NO_COLOR and FORCE_COLOR. */
export const createStyle = (stream: NodeJS.WritableStream): Style => {
  const paint = (format: Format) => (text: string) => styleText(format, text, { stream });
  return {
    bold: paint("bold"),
    dim: paint("dim"),
    red: paint("red"),
    green: paint("green"),
    yellow: paint("yellow"),
    cyan: paint("cyan"),
  };
};
