// Facts of a machine about which nothing is known, for tests that add what they are about.
import type { Facts } from "./facts.ts";

const NOW = new Date("2026-03-01T12:00:00.000Z");

export const facts = (given: Partial<Facts>): Facts => ({
  now: NOW,
  nodeVersion: "24.0.0",
  settings: {
    url: "http://127.0.0.1:8000",
    apiKey: undefined,
    apiKeySource: undefined,
    sandboxUrl: "http://127.0.0.1:8001",
    dataDir: "/data",
    variables: {},
    environment: {},
  },
  settingFaults: [],
  envFile: { path: "/.env", mode: undefined, tracked: false, ignored: undefined },
  dataDirectory: { path: "/data", tracked: [], ignored: undefined },
  health: { kind: "failure", code: "ECONNREFUSED", message: "refused" },
  readiness: undefined,
  readinessFailure: undefined,
  checks: undefined,
  session: undefined,
  callback: undefined,
  tunnel: undefined,
  publicUrl: undefined,
  publicAddresses: [],
  publicCallback: undefined,
  sandbox: undefined,
  digisigner: undefined,
  disk: undefined,
  mail: undefined,
  ...given,
});
