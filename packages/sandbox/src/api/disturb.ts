// Runs a call through the armed faults of its endpoint: late, refused, hanging, cut or garbled.
import type { Deps } from "../deps.ts";
import { SandboxError } from "../errors.ts";
import type { Endpoint } from "./route.ts";

/** Marks an answer that must never arrive; the edge cuts the connection instead of sending it. */
export const CUT_HEADER = "x-sandbox-cut";

export async function disturb(
  { faults }: Deps,
  endpoint: Endpoint,
  request: Request,
  handle: () => Promise<Response>,
): Promise<Response> {
  const latency = faults.take("api_latency", { endpoint });
  if (latency) await pause(Number(latency.milliseconds), request.signal);
  const hang = faults.take("api_hang", { endpoint });
  if (hang) {
    await pause(Number(hang.milliseconds), request.signal);
    return cut();
  }
  if (faults.take("api_cut", { endpoint })) return cut();
  const error = faults.take("api_error", { endpoint });
  if (error) {
    const headers = error.retry_after === undefined ? {} : { "retry-after": String(error.retry_after) };
    const message =
      typeof error.message === "string" ? error.message : "A fault of the sandbox was armed for this call.";
    throw new SandboxError(Number(error.status), message, { headers });
  }
  const cutAfterwards = faults.take("api_commit_then_cut", { endpoint });
  const garbage = faults.take("api_garbage", { endpoint });
  const response = await handle();
  if (cutAfterwards) return cut();
  if (!garbage) return response;
  const page = "<html><body>This is not the answer you are looking for.</body></html>";
  return new Response(page, {
    status: 200,
    headers: { "content-type": "text/html", "content-length": String(page.length) },
  });
}

function cut(): Response {
  return new Response(null, { status: 503, headers: { [CUT_HEADER]: "1" } });
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    timer.unref();
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
    // A client that gave up frees the call at once.
    if (signal.aborted) done();
    else signal.addEventListener("abort", done);
  });
}
