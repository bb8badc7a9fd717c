// The same receiver as a route handler of Next.js: `app/api/digisigner/route.ts`.
import { appendFile } from "node:fs/promises";
import {
  acknowledge,
  CALLBACK_SIGNATURE_HEADER,
  EventParseError,
  parseEvent,
  verifyCallback,
  verifyCallbackToken,
} from "@creditnexus/digisigner";

export async function POST(request: Request): Promise<Response> {
  const secret = process.env.DIGISIGNER_WEBHOOK_SECRET ?? "";
  const journal = process.env.CALLBACK_JOURNAL ?? "callbacks.ndjson";
  const rawBody = await request.text();
  const token = new URL(request.url).searchParams.get("token");
  const header = request.headers.get(CALLBACK_SIGNATURE_HEADER);
  const isAuthentic =
    (await verifyCallbackToken({ secret, token })) || (await verifyCallback({ secret, rawBody, header }));
  if (!isAuthentic) return new Response("neither token nor signature is valid", { status: 401 });

  try {
    const event = parseEvent(rawBody);
    // A file needs a server of one's own; most will write a row. `flush` waits for the disk: what is acknowledged must survive a power cut.
    await appendFile(journal, `${JSON.stringify({ type: event.type, rawBody })}\n`, { flush: true });
  } catch (error) {
    if (!(error instanceof EventParseError)) throw error;
    return new Response(error.message, { status: 400 });
  }
  return acknowledge();
}
