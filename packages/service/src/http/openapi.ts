// The OpenAPI 3.1 document and its reference page, generated from the contract's route table: an application of its own, which
// answers documentation and nothing else.

import { CreateDocumentFields, type Route, routes, WEBHOOK_EVENT_SCHEMAS } from "@creditnexus/contract";
import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import Fastify, { type FastifyInstance } from "fastify";
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from "fastify-type-provider-zod";
import { z } from "zod";
import { answerErrors, answerNotFound } from "./answer-errors.ts";
import { fastifyPath, problemsOf, schemaOf } from "./route-schema.ts";

const byUrl = new Map(
  Object.values<Route>(routes).map((route) => [`${route.method} ${fastifyPath(route.path)}`, route]),
);

type Json = Record<string, unknown>;

const problemAnswers = (route: Route): Json =>
  Object.fromEntries(
    [...problemsOf(route)].map(([status, codes]) => [
      status,
      {
        description: [...new Set(codes)].join(", "),
        content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    ]),
  );

const uploadBody = (): Json => {
  const fields = z.toJSONSchema(CreateDocumentFields, { io: "input", target: "draft-2020-12" });
  const { title } = (fields.properties ?? {}) as Json;
  return {
    required: true,
    content: {
      "multipart/form-data": {
        schema: {
          type: "object",
          required: ["file"],
          properties: {
            file: { type: "string", format: "binary", description: "The PDF" },
            title,
            metadata: { type: "string", description: "A JSON object of texts" },
          },
        },
      },
    },
  };
};

/** What the desk itself posts to other systems. */
const webhooks = (): Json =>
  Object.fromEntries(
    Object.entries(WEBHOOK_EVENT_SCHEMAS).map(([type, schema]) => [
      type,
      {
        post: {
          summary: schema.description,
          security: [],
          requestBody: {
            required: true,
            content: {
              "application/json": { schema: { $ref: `#/components/schemas/${schema.meta()?.id}` } },
            },
          },
          responses: { "2XX": { description: "Delivered; anything else is tried again" } },
        },
      },
    ]),
  );

/** What the generator cannot know: bytes as answers, problems, uploads, what goes out. */
const complete = (document: Json): Json => {
  for (const [path, operations] of Object.entries((document.paths ?? {}) as Record<string, Json>)) {
    for (const [method, operation] of Object.entries(operations as Record<string, Json>)) {
      const route = byUrl.get(`${method.toUpperCase()} ${fastifyPath(path)}`);
      if (route === undefined) continue;
      const answers = { ...(operation.responses as Json), ...problemAnswers(route) };
      if (route.status === 302) answers[302] = { description: "The next page is in Location" };
      else if (typeof route.response === "string") {
        answers[route.status] = {
          description: route.summary,
          content: { [route.response]: { schema: { type: "string", format: "binary" } } },
        };
      }
      if (route.status === 204) answers[204] = { description: "Done" };
      delete answers.default;
      operation.responses = answers;
      if (route.multipart === true) operation.requestBody = uploadBody();
    }
  }
  document.webhooks = webhooks();
  return document;
};

/** The table's routes, for the generator to look at: this application is only ever asked for its own pages. */
const describeRoutes = (fastify: FastifyInstance): void => {
  for (const [name, route] of Object.entries<Route>(routes)) {
    const handler = (): never => {
      throw new Error(`${route.method} ${route.path} was asked of its documentation`);
    };
    fastify.route({
      method: route.method,
      url: fastifyPath(route.path),
      schema: schemaOf(name, route),
      handler,
    });
  }
};

/** Answers `/openapi.json` and everything under `/docs`. Resolves when it can be asked. */
export const createDocumentation = async (version: string): Promise<FastifyInstance> => {
  const fastify = Fastify();
  answerErrors(fastify);
  fastify.setNotFoundHandler(answerNotFound);
  fastify.setValidatorCompiler(validatorCompiler);
  fastify.setSerializerCompiler(serializerCompiler);
  await fastify.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "CreditNexus Signatures",
        version,
        description: "Send agreements for signature through DigiSigner and collect the proved signed PDFs.",
      },
      components: {
        securitySchemes: {
          key: { type: "http", scheme: "bearer", description: "An API key" },
          session: { type: "apiKey", in: "cookie", name: "creditnexus_session" },
        },
      },
      security: [{ key: [] }, { session: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  // Made once: the table does not change while the service runs.
  let text: string | undefined;
  const documentText = (): string => {
    text ??= JSON.stringify(complete(fastify.swagger() as unknown as Json));
    return text;
  };
  fastify.get("/openapi.json", { schema: { hide: true } as object }, async (_request, reply) =>
    reply.header("content-type", "application/json; charset=utf-8").serializer(String).send(documentText()),
  );
  await fastify.register(swaggerUi, {
    routePrefix: "/docs",
    transformSpecificationClone: true,
    transformSpecification: (document) => complete(document as unknown as Json),
  });
  describeRoutes(fastify);
  await fastify.ready();
  return fastify;
};
