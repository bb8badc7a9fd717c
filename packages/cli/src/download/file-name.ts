// The name a download is saved under when none was given.
import { basename } from "node:path";

const EXTENSIONS: Record<string, string> = { "application/pdf": "pdf", "application/zip": "zip" };

const decoded = (value: string): string | undefined => {
  try {
    return decodeURIComponent(value);
  } catch (error) {
    // A server that percent-encodes wrongly costs the nice name, not the download.
    if (error instanceof URIError) return undefined;
    throw error;
  }
};

/** From `Content-Disposition`, without any path in it; otherwise the id with the extension of the media type. */
export const fileNameOf = (headers: Headers, id: string): string => {
  const disposition = headers.get("content-disposition") ?? "";
  const extended = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  const plain = /filename="([^"]+)"/i.exec(disposition)?.[1];
  const named = (extended === undefined ? undefined : decoded(extended)) ?? plain;
  const safe = basename((named ?? "").replaceAll("\\", "/")).replaceAll(/\p{Cc}/gu, "");
  if (safe !== "" && !safe.startsWith(".")) return safe;
  const type = (headers.get("content-type") ?? "").split(";")[0]?.trim() ?? "";
  return `${id}.${EXTENSIONS[type] ?? "bin"}`;
};
