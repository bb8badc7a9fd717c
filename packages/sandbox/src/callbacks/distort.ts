// Applies the fault that garbles a callback's body; without it the body goes out as it was written.
import type { Faults } from "../faults/store.ts";
import type { Callback } from "./store.ts";

/** The body to send: the payload, or what the `callback_garble` fault makes of it. */
export function distort(faults: Faults, callback: Callback): string {
  const fault = faults.take("callback_garble", { event_type: callback.eventType });
  if (!fault) return callback.payload;
  if (fault.how === "truncated") return callback.payload.slice(0, Math.floor(callback.payload.length / 2));
  if (fault.how === "unknown_event") {
    return callback.payload.replace(`"${callback.eventType}"`, '"DOCUMENT_TELEPORTED"');
  }
  if (fault.how === "unknown_ids") {
    return callback.payload.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "00000000-0000-4000-8000-000000000000");
  }
  return "<html><body>not JSON</body></html>";
}
