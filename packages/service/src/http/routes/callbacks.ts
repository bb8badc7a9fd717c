// The routes of the callback journal.
import { findCallback } from "../../domain/callbacks/find-callback.ts";
import { listCallbacks } from "../../domain/callbacks/list-callbacks.ts";
import { replayCallback } from "../../domain/callbacks/replay-callback.ts";
import { replayCallbacks } from "../../domain/callbacks/replay-callbacks.ts";
import { callbackDetailToWire, callbackToWire } from "../../domain/callbacks/wire.ts";
import type { HttpContext } from "../context.ts";
import type { Handlers } from "../handlers.ts";

export const callbackRoutes = (
  context: HttpContext,
): Pick<Handlers, "listCallbacks" | "getCallback" | "replayCallback" | "replayCallbacks"> => ({
  listCallbacks: async ({ actor, query }) => {
    const { callbacks, nextCursor } = await listCallbacks(context, actor.workspaceId, {
      limit: query.limit,
      cursor: query.cursor,
      outcome: query.outcome,
      signatureId: query.signature_id,
      eventType: query.event_type,
    });
    return { callbacks: callbacks.map(callbackToWire), next_cursor: nextCursor };
  },

  getCallback: async ({ actor, params }) =>
    callbackDetailToWire(await findCallback(context, actor.workspaceId, params.callback_id)),

  replayCallback: async ({ actor, params }) =>
    callbackToWire(await replayCallback(context, actor, params.callback_id)),

  replayCallbacks: async ({ actor, body }) => ({
    replayed: await replayCallbacks(context, actor, {
      outcome: body.outcome,
      eventType: body.event_type,
      signatureId: body.signature_id,
      receivedFrom: body.received_from === undefined ? undefined : new Date(body.received_from),
      receivedTo: body.received_to === undefined ? undefined : new Date(body.received_to),
    }),
  }),
});
