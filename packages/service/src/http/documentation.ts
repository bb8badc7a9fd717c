// Hands requests for the documentation to an application that is made with the first of them: its generator takes a tenth of a
// start, and most processes are never asked.
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

const PATHS = ["/openapi.json", "/docs", "/docs/*"];

export const registerDocumentation = (fastify: FastifyInstance, version: string): void => {
  let making: Promise<FastifyInstance> | undefined;
  const make = async (): Promise<FastifyInstance> => {
    const { createDocumentation } = await import("./openapi.ts");
    return createDocumentation(version);
  };
  const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    making ??= make();
    const documentation = await making;
    // What our own hooks have set is part of the answer.
    for (const [name, value] of Object.entries(reply.getHeaders())) {
      if (value !== undefined) reply.raw.setHeader(name, value);
    }
    reply.hijack();
    documentation.routing(request.raw, reply.raw);
  };
  for (const url of PATHS) fastify.get(url, handler);
  fastify.addHook("onClose", async () => {
    // Whoever asked was told when it could not be made; there is nothing to close then.
    const documentation = await making?.catch(() => undefined);
    await documentation?.close();
  });
};
