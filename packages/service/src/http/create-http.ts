// Puts the HTTP server together: parsers, guards, the contract's routes, the callback intake, documentation, dashboard.
import cookie from "@fastify/cookie";
import multipart from "@fastify/multipart";
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from "fastify";
import { serializerCompiler } from "fastify-type-provider-zod";
import type { JournalWriter } from "../domain/callbacks/journal-writer.ts";
import { idBytes } from "../domain/id-bytes.ts";
import { answerErrors, pathOf } from "./answer-errors.ts";
import { callbackIntake } from "./callback-intake.ts";
import type { HttpContext } from "./context.ts";
import { registerDashboard } from "./dashboard.ts";
import { registerDocumentation } from "./documentation.ts";
import { drainUnreadBodies } from "./drain-body.ts";
import type { Handlers } from "./handlers.ts";
import { securityHeaders } from "./headers.ts";
import { registerRoutes } from "./register-routes.ts";
import { accessRoutes } from "./routes/access.ts";
import { auditRoutes } from "./routes/audit.ts";
import { callbackRoutes } from "./routes/callbacks.ts";
import { documentRoutes } from "./routes/documents.ts";
import { draftRoutes } from "./routes/drafts.ts";
import { evidenceRoutes } from "./routes/evidence.ts";
import { figureRoutes } from "./routes/figures.ts";
import { mailRoutes } from "./routes/mails.ts";
import { operationRoutes } from "./routes/operations.ts";
import { organisationRoutes } from "./routes/organisation.ts";
import { peopleRoutes } from "./routes/people.ts";
import { setupRoutes } from "./routes/setup.ts";
import { signatureRoutes } from "./routes/signatures.ts";
import { webhookEndpointRoutes } from "./routes/webhook-endpoints.ts";
import { validatorCompiler } from "./validate.ts";

const VERSION = "0.1.0";
const MAX_JSON_BYTES = 2 * 1024 * 1024;
/** For the whole of a request, uploads over a slow line included. */
const REQUEST_TIMEOUT_MS = 300_000;

const createHandlers = (context: HttpContext): Omit<Handlers, "receiveCallback"> => ({
  ...documentRoutes(context),
  ...signatureRoutes(context),
  ...draftRoutes(context),
  ...mailRoutes(context),
  ...evidenceRoutes(context, VERSION),
  ...callbackRoutes(context),
  ...webhookEndpointRoutes(context),
  ...accessRoutes(context),
  ...organisationRoutes(context),
  ...peopleRoutes(context),
  ...auditRoutes(context),
  ...figureRoutes(context),
  ...operationRoutes(context),
  ...setupRoutes(context),
});

/** Ready to listen or to inject requests into; closing it ends event streams too. */
export const createHttp = async (context: HttpContext, journal: JournalWriter): Promise<FastifyInstance> => {
  const loggerInstance: FastifyBaseLogger = context.log;
  const fastify: FastifyInstance = Fastify({
    loggerInstance,
    // Each request would be two lines; what matters is logged where it happens.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => `req_${idBytes(9).toString("base64url")}`,
    bodyLimit: MAX_JSON_BYTES,
    trustProxy: "loopback",
    forceCloseConnections: true,
    requestTimeout: REQUEST_TIMEOUT_MS,
    routerOptions: { maxParamLength: 200 },
  });
  fastify.setValidatorCompiler(validatorCompiler);
  fastify.setSerializerCompiler(serializerCompiler);
  answerErrors(fastify);
  drainUnreadBodies(fastify);

  const isHttps = context.http.publicUrl?.startsWith("https:") ?? false;
  fastify.addHook("onRequest", async (request, reply) => {
    reply.headers({ "x-request-id": request.id, ...securityHeaders(pathOf(request), isHttps) });
  });
  await fastify.register(cookie);
  await fastify.register(multipart, {
    throwFileSizeLimit: false,
    limits: { fieldSize: 100_000, fields: 20, files: 5, fileSize: Number.POSITIVE_INFINITY, parts: 25 },
  });
  registerDocumentation(fastify, VERSION);
  await registerDashboard(fastify, context.http.dashboardDirectory);
  const secrets = context.http.webhookSecrets;
  await fastify.register(callbackIntake({ clock: context.clock, journal, secrets }));
  registerRoutes(fastify, context, createHandlers(context));
  return fastify;
};
