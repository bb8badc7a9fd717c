// The route table of the HTTP API: method, path, who may call it, what goes in and what comes out.
import { accessRoutes } from "./routes/access.ts";
import { callbacksRoutes } from "./routes/callbacks.ts";
import { documentsRoutes } from "./routes/documents.ts";
import { draftsRoutes } from "./routes/drafts.ts";
import { operationsRoutes } from "./routes/operations.ts";
import type { Route } from "./routes/route.ts";
import { signaturesRoutes } from "./routes/signatures.ts";
import { webhooksRoutes } from "./routes/webhooks.ts";

export type { Route };

export const routes = {
  ...documentsRoutes,
  ...signaturesRoutes,
  ...draftsRoutes,
  ...callbacksRoutes,
  ...webhooksRoutes,
  ...operationsRoutes,
  ...accessRoutes,
} as const satisfies Record<string, Route>;

export type Routes = typeof routes;
