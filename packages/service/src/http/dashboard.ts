// Serves the built dashboard; every path of its own leads to index.html.
import { existsSync } from "node:fs";
import { join } from "node:path";
import staticFiles from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { answerNotFound, pathOf } from "./answer-errors.ts";

/** Paths that are never a page. */
const NO_PAGE = /^\/(api|docs|assets|_)(\/|$)|\.[a-z0-9]+$/i;

const wantsPage = (request: FastifyRequest): boolean =>
  (request.method === "GET" || request.method === "HEAD") &&
  !NO_PAGE.test(pathOf(request)) &&
  request.headers.accept?.includes("text/html") === true;

/** Files below `assets/` carry a hash in their name and never change; all others are asked for again. */
export const registerDashboard = async (
  fastify: FastifyInstance,
  directory: string | undefined,
): Promise<void> => {
  const isBuilt = directory !== undefined && existsSync(join(directory, "index.html"));
  if (isBuilt) {
    await fastify.register(staticFiles, {
      root: directory,
      wildcard: false,
      // The build leaves a .br and a .gz beside what is worth it; without them the file itself is sent.
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply, path) => {
        const isHashed = path.startsWith(join(directory, "assets"));
        reply.header("cache-control", isHashed ? "public, max-age=31536000, immutable" : "no-cache");
      },
    });
  }
  fastify.setNotFoundHandler((request: FastifyRequest, reply: FastifyReply) => {
    if (isBuilt && wantsPage(request))
      return reply.header("cache-control", "no-cache").sendFile("index.html");
    return answerNotFound(request, reply);
  });
};
