// The child's process: takes one request at a time from its parent, answers it, and ends with the parent.
import { PdfName, PdfRef } from "@libpdf/core";
import { toPdfError } from "./child-errors.ts";
import { preload, runOperation } from "./operations.ts";
import type { Answer, Request } from "./protocol.ts";

async function answer(request: Request): Promise<Answer> {
  try {
    const value = await runOperation(request.operation, request.input, { pages: request.pages });
    return { id: request.id, ok: true, value };
  } catch (error) {
    const { code, message } = toPdfError(error);
    return { id: request.id, ok: false, code, message };
  } finally {
    // The parser interns every name and reference it meets for the life of the process.
    PdfName.clearCache();
    PdfRef.clearCache();
  }
}

process.on("message", (request: Request) => {
  void answer(request).then((result) => process.send?.(result));
});
process.on("disconnect", () => process.exit(0));
process.send?.("ready");
// A request that arrives meanwhile waits for the same imports it would have to do itself.
setImmediate(() => void preload());
