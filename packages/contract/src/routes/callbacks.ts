// Callbacks: DigiSigner's own, journalled.
import { z } from "zod";
import * as callbacks from "../callbacks.ts";
import * as ids from "../ids.ts";
import { type Route, route } from "./route.ts";

const callbackParams = z.object({ callback_id: ids.CallbackId });

export const callbacksRoutes = {
  receiveCallback: route({
    method: "POST",
    path: "/api/signatures/webhook",
    access: "public",
    tag: "callbacks",
    summary: "DigiSigner's callbacks; answered with exactly DIGISIGNER_EVENT_ACCEPTED once they are durable",
    query: z.object({ token: z.string().optional() }),
    body: z.unknown(),
    status: 200,
    response: "text/plain",
    errors: ["malformed_json", "unauthenticated", "body_too_large", "unavailable"],
  }),
  listCallbacks: route({
    method: "GET",
    path: "/api/callbacks",
    access: "operator",
    tag: "callbacks",
    summary: "The journal of received callbacks, newest first",
    query: callbacks.CallbackListQuery,
    status: 200,
    response: callbacks.CallbackList,
    errors: ["invalid_request"],
  }),
  getCallback: route({
    method: "GET",
    path: "/api/callbacks/{callback_id}",
    access: "operator",
    tag: "callbacks",
    summary: "One callback with its raw bytes",
    params: callbackParams,
    status: 200,
    response: callbacks.CallbackDetail,
    errors: ["not_found"],
  }),
  replayCallback: route({
    method: "POST",
    path: "/api/callbacks/{callback_id}/replay",
    access: "operator",
    tag: "callbacks",
    summary: "Process a callback again with the same bytes",
    params: callbackParams,
    status: 202,
    response: callbacks.Callback,
    errors: ["not_found"],
  }),
  replayCallbacks: route({
    method: "POST",
    path: "/api/callbacks/replay",
    access: "operator",
    tag: "callbacks",
    summary: "Process callbacks again that match all conditions, with the same bytes",
    body: callbacks.ReplayCallbacks,
    status: 202,
    response: callbacks.ReplayedCallbacks,
    errors: ["invalid_request"],
  }),
} as const satisfies Record<string, Route>;
