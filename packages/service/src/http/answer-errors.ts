// Answers errors, unknown routes and wrong methods with problem documents.
import { ERROR_CODES, routes } from "@creditnexus/contract";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type Refusal, refusalOf, toProblem } from "./problem.ts";

/** The path without its query, which may hold a token. */
export const pathOf = (request: FastifyRequest): string => request.url.split("?", 1)[0] ?? "/";

export const sendRefusal = (request: FastifyRequest, reply: FastifyReply, refusal: Refusal): FastifyReply => {
  if (refusal.retryAfterSeconds !== undefined) reply.header("retry-after", refusal.retryAfterSeconds);
  if (refusal.code === "unauthenticated") reply.header("www-authenticate", 'Bearer realm="creditnexus"');
  return reply
    .code(ERROR_CODES[refusal.code].status)
    .header("content-type", "application/problem+json; charset=utf-8")
    .header("cache-control", "no-store")
    .serializer(JSON.stringify)
    .send(toProblem(refusal, pathOf(request), request.id));
};

const PATTERNS = Object.values(routes).map((route) => ({
  method: route.method,
  path: route.path as string,
  pattern: new RegExp(`^${route.path.replaceAll(/\{\w+\}/g, "[^/]+")}$`),
}));

/** Methods that the table knows for a path; a route of just this path hides those with parameters. */
const methodsOf = (path: string): string[] => {
  const exact = PATTERNS.filter((route) => route.path === path);
  return (exact.length > 0 ? exact : PATTERNS.filter(({ pattern }) => pattern.test(path))).map(
    ({ method }) => method,
  );
};

export const answerNotFound = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const path = pathOf(request);
  const methods = methodsOf(path);
  if (methods.length > 0) {
    return sendRefusal(request, reply.header("allow", [...new Set(methods)].join(", ")), {
      code: "method_not_allowed",
      detail: `${path} takes ${methods.join(", ")}, not ${request.method}.`,
      isDefect: false,
    });
  }
  return sendRefusal(request, reply, {
    code: "not_found",
    detail: `There is nothing at ${path}: see /docs for what this service answers.`,
    isDefect: false,
  });
};

export const answerErrors = (fastify: FastifyInstance): void => {
  fastify.setErrorHandler((error, request, reply) => {
    const refusal = refusalOf(error);
    if (refusal.isDefect) request.log.error({ err: error }, "request failed");
    else if (ERROR_CODES[refusal.code].status >= 500) request.log.warn({ err: error }, "request refused");
    return sendRefusal(request, reply, refusal);
  });
};
