// Who may do what: every route of the table needs its role, sessions need their token, keys can be revoked.
import { createClient, Problem, type Route, routes, type Session } from "@creditnexus/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDesk, type TestDesk } from "../testing/test-desk.ts";

let desk: TestDesk;
beforeAll(async () => {
  desk = await createTestDesk({ workers: false });
});
afterAll(async () => {
  await desk?.close();
});

const all: [string, Route][] = Object.entries(routes);
const urlOf = (route: Route): string =>
  desk.url + route.path.replaceAll(/\{(\w+)_id\}/g, (_match, kind: string) => IDS[kind] ?? "x");
const IDS: Record<string, string> = {
  document: "doc_01kb0000000000000000000000",
  signature: "sig_01kb0000000000000000000000",
  callback: "cbk_01kb0000000000000000000000",
  key: "key_01kb0000000000000000000000",
};

test("every route of the table is registered, and none that is not in it answers under /api", () => {
  const printed = desk.app.fastify.printRoutes({ commonPrefix: false });
  for (const [name, route] of all) {
    const url = route.path.replaceAll(/\{(\w+)\}/g, ":$1");
    expect([name, desk.app.fastify.hasRoute({ method: route.method, url })]).toEqual([name, true]);
  }
  const served = [...printed.matchAll(/(\/api\/\S*) \(([A-Z, ]+)\)/g)].flatMap(([, url, methods]) =>
    (methods ?? "").split(", ").map((method) => `${method} ${url}`),
  );
  expect(served.length).toBeGreaterThan(10);
  const known = new Set(
    all.map(([, route]) => `${route.method} ${route.path.replaceAll(/\{(\w+)\}/g, ":$1")}`),
  );
  expect(served.filter((one) => !known.has(one) && !one.startsWith("HEAD "))).toEqual([]);
});

test.each(all.filter(([, route]) => route.access !== "public"))(
  "%s refuses callers without a key and with a wrong one",
  async (_name, route) => {
    for (const authorization of [undefined, "Bearer cnx_wrong", "Basic !!!", "Bearer"]) {
      const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
      const answer = await fetch(urlOf(route), { method: route.method, headers });
      expect([answer.status, Problem.parse(await answer.json()).code]).toEqual([401, "unauthenticated"]);
      expect(answer.headers.get("www-authenticate")).toContain("Bearer");
    }
  },
);

test("each role may do what the table gives it and nothing more", async () => {
  const roles = ["viewer", "sender", "operator", "admin"] as const;
  for (const role of roles) {
    const { key } = await desk.client.keys.create({ name: role, role });
    for (const [name, route] of all) {
      if (route.access === "public" || name === "signOut") continue;
      const answer = await fetch(urlOf(route), {
        method: route.method,
        headers: { authorization: `Bearer ${key}` },
      });
      await answer.body?.cancel();
      const isAllowed = roles.indexOf(role) >= roles.indexOf(route.access);
      expect([role, name, answer.status === 403]).toEqual([role, name, !isAllowed]);
    }
  }
});

test("a key also works as the user of HTTP Basic, as DigiSigner's own does", async () => {
  const authorization = `Basic ${Buffer.from(`${desk.apiKey}:`).toString("base64")}`;
  const answer = await fetch(`${desk.url}/api/session`, { headers: { authorization } });
  expect(answer.status).toBe(200);
});

const signIn = async (key: string) => {
  const answer = await fetch(`${desk.url}/api/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ key }),
  });
  const cookie = answer.headers.get("set-cookie") ?? "";
  return { answer, cookie, session: (await answer.json()) as Session };
};

test("a session reads freely, changes only with its token, and ends when signed out", async () => {
  const { cookie, session } = await signIn(desk.apiKey);
  expect(cookie).toMatch(/HttpOnly/);
  expect(cookie).toMatch(/SameSite=Strict/);
  const [pair = ""] = cookie.split(";");
  const call = (method: string, path: string, headers: Record<string, string> = {}) =>
    fetch(desk.url + path, { method, headers: { cookie: pair, ...headers } });
  expect((await call("GET", "/api/documents")).status).toBe(200);
  const again = await (await call("GET", "/api/session")).json();
  expect(again).toEqual(session);
  expect(session).toMatchObject({ provider: "sandbox", actor: { role: "admin" } });

  const forged = await call("DELETE", "/api/session");
  expect([forged.status, Problem.parse(await forged.json()).code]).toEqual([403, "csrf"]);
  const wrong = await call("DELETE", "/api/session", { "x-csrf-token": "x".repeat(43) });
  expect(wrong.status).toBe(403);
  expect((await call("DELETE", "/api/session", { "x-csrf-token": session.csrf_token })).status).toBe(204);
  expect((await call("GET", "/api/documents")).status).toBe(401);
});

test("a revoked key and its sessions are worth nothing at once", async () => {
  const { key, key_id } = await desk.client.keys.create({ name: "to be revoked", role: "viewer" });
  const { cookie } = await signIn(key);
  const client = createClient({ baseUrl: desk.url, apiKey: key });
  await client.documents.list();
  const revoked = await desk.client.keys.revoke(key_id);
  expect(revoked.revoked_at).not.toBeNull();
  await expect(client.documents.list()).rejects.toMatchObject({ status: 401 });
  const [pair = ""] = cookie.split(";");
  expect((await fetch(`${desk.url}/api/documents`, { headers: { cookie: pair } })).status).toBe(401);
});

test("the last admin key cannot be revoked", async () => {
  const fresh = await createTestDesk({ workers: false });
  try {
    const { keys } = await fresh.client.keys.list();
    await expect(fresh.client.keys.revoke(keys[0]?.key_id ?? "")).rejects.toMatchObject({ code: "conflict" });
  } finally {
    await fresh.close();
  }
});

test("a key's text is answered once and stored nowhere", async () => {
  const { key } = await desk.client.keys.create({ name: "once", role: "viewer" });
  expect(JSON.stringify(await desk.client.keys.list())).not.toContain(key.slice(12));
  const { rows } = await desk.database.pool.query("select api_keys::text as row from api_keys");
  expect(JSON.stringify(rows)).not.toContain(key.slice(12));
});

test("after ten wrong keys from one address the sign-in waits a minute", async () => {
  const statuses: number[] = [];
  for (let count = 0; count < 11; count++) statuses.push((await signIn("cnx_wrong")).answer.status);
  expect(statuses).toEqual([...Array<number>(10).fill(401), 429]);
});

test("health, readiness and the documentation need no key; the documentation lists every route", async () => {
  for (const path of ["/healthz", "/readyz", "/openapi.json", "/docs"]) {
    const answer = await fetch(desk.url + path);
    expect([path, answer.status]).toEqual([path, 200]);
    await answer.body?.cancel();
  }
  const document = (await (await fetch(`${desk.url}/openapi.json`)).json()) as {
    openapi: string;
    paths: Record<string, object>;
  };
  expect(document.openapi).toMatch(/^3\.1/);
  const listed = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(listed.toSorted()).toEqual(all.map(([, route]) => `${route.method} ${route.path}`).toSorted());
});

test("a page of the documentation has its files and our headers, and what is not there is a problem", async () => {
  const style = await fetch(`${desk.url}/docs/static/swagger-ui.css`);
  expect(style.status).toBe(200);
  expect(style.headers.get("content-type")).toContain("text/css");
  expect(style.headers.get("x-frame-options")).toBe("DENY");
  await style.body?.cancel();
  const missing = await fetch(`${desk.url}/docs/nothing`);
  expect(missing.status).toBe(404);
  expect(missing.headers.get("content-type")).toContain("application/problem+json");
  expect(await missing.json()).toMatchObject({ code: "not_found", instance: "/docs/nothing" });
});

test("answers carry headers that protect whoever reads them in a browser", async () => {
  const answer = await fetch(`${desk.url}/healthz`);
  expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(answer.headers.get("x-request-id")).toMatch(/^req_/);
});
