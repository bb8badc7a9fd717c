// Streams a stored PDF to the caller.
import type { FastifyReply } from "fastify";
import type { BlobStore } from "../blobs/blob-store.ts";
import { contentDisposition } from "./headers.ts";

export const sendPdf = async (
  reply: FastifyReply,
  blobs: BlobStore,
  file: { sha256: string; fileName: string },
  kind: "inline" | "attachment",
): Promise<FastifyReply> => {
  const { stream, size } = await blobs.open(file.sha256);
  return reply
    .header("content-type", "application/pdf")
    .header("content-length", size)
    .header("content-disposition", contentDisposition(kind, file.fileName))
    .header("cache-control", "private, no-cache")
    .header("etag", `"${file.sha256}"`)
    .send(stream);
};
