// Operations: alive, ready, measured, and what needs a person.

import { Checks } from "../checks/finding.ts";
import * as figures from "../figures.ts";
import * as operations from "../operations.ts";
import * as setup from "../setup.ts";
import { type Route, route } from "./route.ts";

export const operationsRoutes = {
  getFigures: route({
    method: "GET",
    path: "/api/figures",
    access: "viewer",
    tag: "figures",
    summary:
      "How far agreements got, how long signing takes, how old the open ones are, and the callbacks with what had to be repaired",
    query: figures.FiguresQuery,
    status: 200,
    response: figures.Figures,
    errors: ["invalid_request"],
  }),
  getAttention: route({
    method: "GET",
    path: "/api/attention",
    access: "viewer",
    tag: "figures",
    summary: "What needs a person now, counted and the first of it",
    query: figures.AttentionQuery,
    status: 200,
    response: figures.Attention,
    errors: ["invalid_request"],
  }),
  listDeadLetters: route({
    method: "GET",
    path: "/api/dead-letters",
    access: "operator",
    tag: "operations",
    summary: "Jobs that failed for good, newest first",
    status: 200,
    response: operations.DeadLetterList,
    errors: [],
  }),
  retryDeadLetters: route({
    method: "POST",
    path: "/api/dead-letters/retry",
    access: "operator",
    tag: "operations",
    summary: "Put jobs that failed for good back in line; all of them when none is named",
    body: operations.RetryDeadLetters,
    status: 202,
    response: operations.RetriedDeadLetters,
    errors: ["invalid_request"],
  }),
  getChecks: route({
    method: "GET",
    path: "/api/checks",
    access: "operator",
    tag: "operations",
    summary: "What the service finds when it looks at itself, each finding with what to do",
    status: 200,
    response: Checks,
    errors: [],
  }),
  getSetup: route({
    method: "GET",
    path: "/api/setup",
    access: "operator",
    tag: "operations",
    summary:
      "What to enter in DigiSigner's settings, and whether a callback has arrived; the URLs for admins only",
    status: 200,
    response: setup.Setup,
    errors: [],
  }),
  checkAccount: route({
    method: "POST",
    path: "/api/setup/account",
    access: "admin",
    tag: "operations",
    summary:
      "Ask DigiSigner whether it accepts the service's key and, when wanted, which mode the account is in",
    body: setup.CheckAccount,
    status: 200,
    response: setup.AccountCheck,
    errors: ["invalid_request"],
  }),
  getMetrics: route({
    method: "GET",
    path: "/metrics",
    access: "viewer",
    tag: "operations",
    summary: "Measurements in Prometheus' text format",
    status: 200,
    response: "text/plain",
    errors: [],
  }),
  getHealth: route({
    method: "GET",
    path: "/healthz",
    access: "public",
    tag: "operations",
    summary: "The process is alive",
    status: 200,
    response: operations.Health,
    errors: [],
  }),
  getReadiness: route({
    method: "GET",
    path: "/readyz",
    access: "public",
    tag: "operations",
    summary: "Everything that serving needs is there; 503 with the failing checks otherwise",
    status: 200,
    response: operations.Readiness,
    errors: [],
  }),
} as const satisfies Record<string, Route>;
