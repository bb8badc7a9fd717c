// What the contract's table says of a route, in Fastify's words: for checking what comes in and for the documentation.
import { ERROR_CODES, type Route } from "@creditnexus/contract";
import type { FastifySchema } from "fastify";

/** Fastify writes `:name` for what OpenAPI and the table write as `{name}`. */
export const fastifyPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ":$1");

const responsesOf = (route: Route): Record<number, unknown> => {
  const responses: Record<number, unknown> = {};
  if (typeof route.response !== "string" && route.status !== 204) responses[route.status] = route.response;
  return responses;
};

export const schemaOf = (name: string, route: Route): FastifySchema => ({
  operationId: name,
  summary: route.summary,
  tags: [route.tag],
  ...(route.access === "public" ? { security: [] } : {}),
  ...(route.params === undefined ? {} : { params: route.params }),
  ...(route.query === undefined ? {} : { querystring: route.query }),
  ...(route.body === undefined || route.multipart === true ? {} : { body: route.body }),
  response: responsesOf(route),
});

/** Problem documents that a route can answer, by status. */
export const problemsOf = (route: Route): Map<number, string[]> => {
  const codes = [
    ...route.errors,
    ...(route.access === "public" ? [] : (["unauthenticated", "forbidden"] as const)),
  ];
  return Map.groupBy(codes, (code) => ERROR_CODES[code].status);
};
