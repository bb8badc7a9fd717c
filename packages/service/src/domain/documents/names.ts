// Makes a file name safe to keep and show, and a title of it.
import { basename } from "node:path";

const MAX_NAME = 200;

/** The last part of whatever path a client sent, without control characters; `document.pdf` when nothing is left. */
export const cleanFileName = (name: string | undefined): string => {
  const last = basename((name ?? "").replaceAll("\\", "/"))
    .replaceAll(/\p{Cc}/gu, "")
    .trim();
  if (last === "" || last === "." || last === "..") return "document.pdf";
  return last.length <= MAX_NAME ? last : `${last.slice(0, MAX_NAME - 4).trimEnd()}.pdf`;
};

/** The file name without its extension. */
export const titleFromFileName = (name: string): string =>
  name.replace(/\.[a-z0-9]{1,5}$/i, "").trim() || name;
