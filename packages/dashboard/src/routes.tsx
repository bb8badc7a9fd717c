// The whole route tree on one page; every screen is loaded when it is first visited.
import { roleIncludes } from "@creditnexus/contract";
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { parseListSearch } from "./agreements/list-search.ts";
import { isSignedOut, queryClient, sessionQuery } from "./api/desk.ts";
import { parseAuditSearch } from "./audit/audit-search.ts";
import { parseCallbackSearch } from "./callbacks/callback-search.ts";
import { parseDeliverySearch } from "./deliveries/delivery-search.ts";
import { parseFiguresSearch } from "./figures/figures-search.ts";
import { parseNewRequestSearch } from "./new-request/new-request-search.ts";
import { parseSignInSearch } from "./session/sign-in-search.ts";
import { parseSearch, stringifySearch } from "./shell/address.ts";
import { LostScreen, PendingScreen, ScreenFailed, StartFailed } from "./shell/fallbacks.tsx";
import { rememberSearch } from "./shell/last-search.ts";
import { Shell } from "./shell/shell.tsx";

const root = createRootRoute({ component: Outlet, notFoundComponent: LostScreen });

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (search: Record<string, unknown>) => parseSignInSearch(search),
  component: lazyRouteComponent(() => import("./session/sign-in-screen.tsx"), "SignInScreen"),
});

const deskRoute = createRoute({
  getParentRoute: () => root,
  id: "desk",
  beforeLoad: async ({ location }) => {
    try {
      await queryClient.ensureQueryData(sessionQuery);
    } catch (error) {
      if (!isSignedOut(error)) throw error;
      // The hash goes along: it may hold the key of a sign-in link that points at the desk itself.
      throw redirect({
        to: "/sign-in",
        search: { next: location.href.split("#")[0] ?? "/" },
        hash: location.hash,
      });
    }
  },
  component: Shell,
  errorComponent: StartFailed,
});

const list = createRoute({
  getParentRoute: () => deskRoute,
  path: "/",
  validateSearch: parseListSearch,
  component: lazyRouteComponent(() => import("./agreements/list-screen.tsx"), "ListScreen"),
});

const agreement = createRoute({
  getParentRoute: () => deskRoute,
  path: "/agreements/$signatureId",
  component: lazyRouteComponent(() => import("./agreements/detail-screen.tsx"), "DetailScreen"),
});

const newRequest = createRoute({
  getParentRoute: () => deskRoute,
  path: "/new",
  validateSearch: parseNewRequestSearch,
  component: lazyRouteComponent(() => import("./new-request/new-request-screen.tsx"), "NewRequestScreen"),
});

const drafts = createRoute({
  getParentRoute: () => deskRoute,
  path: "/drafts",
  component: lazyRouteComponent(() => import("./new-request/saved/drafts-screen.tsx"), "DraftsScreen"),
});

const documents = createRoute({
  getParentRoute: () => deskRoute,
  path: "/documents",
  validateSearch: (search: Record<string, unknown>): { q?: string } =>
    typeof search.q === "string" && search.q !== "" ? { q: search.q } : {},
  component: lazyRouteComponent(() => import("./documents/documents-screen.tsx"), "DocumentsScreen"),
});

const document = createRoute({
  getParentRoute: () => deskRoute,
  path: "/documents/$documentId",
  component: lazyRouteComponent(() => import("./documents/document-screen.tsx"), "DocumentScreen"),
});

const callbacks = createRoute({
  getParentRoute: () => deskRoute,
  path: "/callbacks",
  validateSearch: parseCallbackSearch,
  component: lazyRouteComponent(() => import("./callbacks/callbacks-screen.tsx"), "CallbacksScreen"),
});

const callback = createRoute({
  getParentRoute: () => deskRoute,
  path: "/callbacks/$callbackId",
  component: lazyRouteComponent(() => import("./callbacks/callback-screen.tsx"), "CallbackScreen"),
});

const keys = createRoute({
  getParentRoute: () => deskRoute,
  path: "/settings/keys",
  component: lazyRouteComponent(() => import("./settings/keys-screen.tsx"), "KeysScreen"),
});

const people = createRoute({
  getParentRoute: () => deskRoute,
  path: "/settings/people",
  component: lazyRouteComponent(() => import("./people/people-screen.tsx"), "PeopleScreen"),
});

const deliveries = createRoute({
  getParentRoute: () => deskRoute,
  path: "/deliveries",
  validateSearch: parseDeliverySearch,
  component: lazyRouteComponent(() => import("./deliveries/deliveries-screen.tsx"), "DeliveriesScreen"),
});

const delivery = createRoute({
  getParentRoute: () => deskRoute,
  path: "/deliveries/$deliveryId",
  component: lazyRouteComponent(() => import("./deliveries/delivery-screen.tsx"), "DeliveryScreen"),
});

const webhooks = createRoute({
  getParentRoute: () => deskRoute,
  path: "/settings/webhooks",
  component: lazyRouteComponent(() => import("./webhooks/webhooks-screen.tsx"), "WebhooksScreen"),
});

const audit = createRoute({
  getParentRoute: () => deskRoute,
  path: "/settings/audit",
  validateSearch: parseAuditSearch,
  component: lazyRouteComponent(() => import("./audit/audit-screen.tsx"), "AuditScreen"),
});

const health = createRoute({
  getParentRoute: () => deskRoute,
  path: "/settings/health",
  component: lazyRouteComponent(() => import("./health/health-screen.tsx"), "HealthScreen"),
});

const setup = createRoute({
  getParentRoute: () => deskRoute,
  path: "/settings/setup",
  component: lazyRouteComponent(() => import("./setup/setup-screen.tsx"), "SetupScreen"),
});

const figures = createRoute({
  getParentRoute: () => deskRoute,
  path: "/figures",
  validateSearch: parseFiguresSearch,
  component: lazyRouteComponent(() => import("./figures/figures-screen.tsx"), "FiguresScreen"),
});

const settings = createRoute({
  getParentRoute: () => deskRoute,
  path: "/settings",
  beforeLoad: async () => {
    const { actor } = await queryClient.ensureQueryData(sessionQuery);
    throw redirect({
      to: roleIncludes(actor.role, "admin") ? "/settings/keys" : "/settings/health",
      replace: true,
    });
  },
});

const routeTree = root.addChildren([
  signIn,
  deskRoute.addChildren([
    list,
    agreement,
    newRequest,
    drafts,
    documents,
    document,
    callbacks,
    callback,
    deliveries,
    delivery,
    figures,
    settings,
    keys,
    people,
    webhooks,
    health,
    audit,
    setup,
  ]),
]);

export const router = createRouter({
  routeTree,
  parseSearch,
  stringifySearch,
  // What a route does not understand of an address is taken out of it, and does not reach the API.
  search: { strict: true },
  defaultPreload: "intent",
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
  defaultPendingMs: 200,
  defaultPendingComponent: PendingScreen,
  defaultErrorComponent: ScreenFailed,
  defaultNotFoundComponent: LostScreen,
});

router.subscribe("onResolved", ({ toLocation }) => rememberSearch(toLocation.pathname, toLocation.search));

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
