// The routes of outbound webhooks: endpoints, and the log of deliveries.
import { createEndpoint } from "../../domain/deliveries/create-endpoint.ts";
import { deleteEndpoint } from "../../domain/deliveries/delete-endpoint.ts";
import { disableEndpoint } from "../../domain/deliveries/disable-endpoint.ts";
import { enableEndpoint } from "../../domain/deliveries/enable-endpoint.ts";
import { findEndpoint } from "../../domain/deliveries/endpoint.ts";
import { findDelivery } from "../../domain/deliveries/find-delivery.ts";
import { type DeliveryQuery, listDeliveries } from "../../domain/deliveries/list-deliveries.ts";
import { listEndpoints } from "../../domain/deliveries/list-endpoints.ts";
import { pingEndpoint } from "../../domain/deliveries/ping-endpoint.ts";
import { redeliver } from "../../domain/deliveries/redeliver.ts";
import { replaySince } from "../../domain/deliveries/replay-since.ts";
import { rotateSecret } from "../../domain/deliveries/rotate-secret.ts";
import { updateEndpoint } from "../../domain/deliveries/update-endpoint.ts";
import { deliveryDetailToWire, deliveryToWire, endpointToWire } from "../../domain/deliveries/wire.ts";
import type { HttpContext } from "../context.ts";
import type { Handlers } from "../handlers.ts";
import { shownOnce } from "../shown-once.ts";

type Names =
  | "createWebhookEndpoint"
  | "listWebhookEndpoints"
  | "getWebhookEndpoint"
  | "updateWebhookEndpoint"
  | "deleteWebhookEndpoint"
  | "rotateWebhookSecret"
  | "pingWebhookEndpoint"
  | "enableWebhookEndpoint"
  | "disableWebhookEndpoint"
  | "listEndpointDeliveries"
  | "replayDeliveries"
  | "listDeliveries"
  | "getDelivery"
  | "redeliver";

type Input = { actor: { workspaceId: string }; params: { endpoint_id: string } };

const keyOf = ({ actor, params }: Input) => ({
  workspaceId: actor.workspaceId,
  endpointId: params.endpoint_id,
});

export const webhookEndpointRoutes = (context: HttpContext): Pick<Handlers, Names> => {
  const list = async (workspaceId: string, query: DeliveryQuery) => {
    const { deliveries, nextCursor } = await listDeliveries(context, workspaceId, query);
    return { deliveries: deliveries.map(deliveryToWire), next_cursor: nextCursor };
  };

  return {
    createWebhookEndpoint: async (input) => {
      const made = { what: "endpoint", instead: "rotate its secret to get one" };
      return shownOnce(context, input, made, async (record) => {
        const { actor, body } = input;
        const { endpoint, secret } = await createEndpoint(
          context,
          actor,
          body,
          (transaction, { endpointId }) => record(transaction, endpointId),
        );
        return { ...endpointToWire(endpoint), secret };
      });
    },

    listWebhookEndpoints: async ({ actor }) => ({
      endpoints: (await listEndpoints(context, actor.workspaceId)).map(endpointToWire),
    }),

    getWebhookEndpoint: async (input) => endpointToWire(await findEndpoint(context.db, keyOf(input))),

    updateWebhookEndpoint: async ({ actor, params, body }) =>
      endpointToWire(await updateEndpoint(context, actor, params.endpoint_id, body)),

    deleteWebhookEndpoint: async ({ actor, params }) => {
      await deleteEndpoint(context, actor, params.endpoint_id);
      return undefined;
    },

    rotateWebhookSecret: async ({ actor, params }) => {
      const { endpoint, secret } = await rotateSecret(context, actor, params.endpoint_id);
      return { ...endpointToWire(endpoint), secret };
    },

    pingWebhookEndpoint: async ({ actor, params }) =>
      deliveryToWire(await pingEndpoint(context, actor, params.endpoint_id)),

    enableWebhookEndpoint: async ({ actor, params }) =>
      endpointToWire(await enableEndpoint(context, actor, params.endpoint_id)),

    disableWebhookEndpoint: async ({ actor, params, body }) =>
      endpointToWire(await disableEndpoint(context, actor, params.endpoint_id, body.reason)),

    listEndpointDeliveries: async (input) => {
      const { endpointId, workspaceId } = keyOf(input);
      await findEndpoint(context.db, { workspaceId, endpointId });
      const { event_type: eventType, signature_id: signatureId, ...rest } = input.query;
      return list(workspaceId, { ...rest, eventType, signatureId, endpointId });
    },

    replayDeliveries: async ({ actor, params, body }) => ({
      replayed: await replaySince(context, actor, params.endpoint_id, new Date(body.since)),
    }),

    listDeliveries: async ({ actor, query }) => {
      const { event_type: eventType, signature_id: signatureId, endpoint_id: endpointId, ...rest } = query;
      return list(actor.workspaceId, { ...rest, eventType, signatureId, endpointId });
    },

    getDelivery: async ({ actor, params }) =>
      deliveryDetailToWire(await findDelivery(context, actor.workspaceId, params.delivery_id)),

    redeliver: async ({ actor, params }) =>
      deliveryToWire(await redeliver(context, actor, params.delivery_id)),
  };
};
