// Registers every route of the contract's table with its handler: validation, access, answer and documentation alike.
import { type Role, type Route, routes } from "@creditnexus/contract";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../domain/deps.ts";
import { authenticate, type Caller } from "./authenticate.ts";
import type { Handlers } from "./handlers.ts";
import { fastifyPath, schemaOf } from "./route-schema.ts";

type AnyHandler = (input: Record<string, unknown>) => Promise<unknown>;

declare module "fastify" {
  interface FastifyRequest {
    caller: Caller | undefined;
  }
}

/** Routes whose body may as well be `{}` can be called without any. */
const fillEmptyBody = (route: Route) => {
  const takesNothing = route.body?.safeParse({}).success;
  return async (request: FastifyRequest): Promise<void> => {
    if (takesNothing && (request.body === null || request.body === undefined)) request.body = {};
  };
};

const answer = (reply: FastifyReply, route: Route, result: unknown): unknown => {
  if (result === reply || reply.sent) return reply;
  reply.code(route.status).header("cache-control", "no-store");
  return route.status === 204 ? reply.send() : reply.send(result);
};

/** The callback's route is left out: it has a body parser of its own, see callback-intake.ts. */
export const registerRoutes = (
  fastify: FastifyInstance,
  deps: Pick<Deps, "db" | "clock">,
  handlers: Omit<Handlers, "receiveCallback">,
): void => {
  fastify.decorateRequest("caller", undefined);
  for (const [name, route] of Object.entries<Route>(routes)) {
    if (!(name in handlers)) continue;
    // The table and the handlers have the same keys, each pair the same types; a loop cannot say so.
    const handle = handlers[name as keyof typeof handlers] as unknown as AnyHandler;
    const role: Role | undefined = route.access === "public" ? undefined : route.access;
    fastify.route({
      method: route.method,
      url: fastifyPath(route.path),
      schema: schemaOf(name, route),
      onRequest: async (request) => {
        if (role !== undefined) request.caller = await authenticate(deps, request, role);
      },
      preValidation: fillEmptyBody(route),
      handler: async (request, reply) => {
        const result = await handle({
          params: request.params,
          query: request.query,
          body: route.multipart === true ? undefined : request.body,
          actor: request.caller?.actor,
          session: request.caller?.session,
          request,
          reply,
        });
        return answer(reply, route, result);
      },
    });
  }
};
