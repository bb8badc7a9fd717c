// The whole API as one table: what serves it, what documents it and what faults address.
import { documentRoutes } from "./documents-routes.ts";
import { requestRoutes } from "./requests-routes.ts";
import type { ApiRoute } from "./route.ts";

export const API_ROUTES: readonly ApiRoute[] = [...documentRoutes, ...requestRoutes];
