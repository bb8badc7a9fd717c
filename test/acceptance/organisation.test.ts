// People sign in with their organisation over plain HTTP: a real OpenID Connect provider, the whole product, no screen.
import { afterAll, beforeAll, expect, test } from "vitest";
import { createHttpBrowser, type HttpBrowser } from "../fixtures/http-browser.ts";
import { type IdentityProviderFixture, startIdentityProvider } from "../fixtures/identity-provider.ts";
import { call, uploadPdf } from "./desk.ts";
import { freePort, type Product, startProduct } from "./start.ts";

let provider: IdentityProviderFixture;
let product: Product;
let start: string;
let callback: string;

beforeAll(async () => {
  const ports = { service: await freePort(), sandbox: await freePort() };
  const origin = `http://127.0.0.1:${ports.service}`;
  start = `${origin}/api/session/oidc`;
  callback = `${start}/callback`;
  provider = await startIdentityProvider(callback);
  provider.accounts.set("jane-1", {
    name: "Jane Whitfield",
    email: "jane@northgate.example",
    groups: ["lending", "desk-admins"],
  });
  provider.accounts.set("olaf-2", {
    name: "Olaf Berg",
    email: "olaf@northgate.example",
    groups: ["lending"],
  });
  provider.accounts.set("guest-3", {
    name: "A Guest",
    email: "guest@northgate.example",
    groups: ["canteen"],
  });
  product = await startProduct({
    ports,
    env: {
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: provider.clientId,
      OIDC_CLIENT_SECRET: provider.clientSecret,
      OIDC_SCOPE: "openid email profile groups",
      OIDC_ROLE_MAP: "desk-admins=admin,lending=sender",
    },
  });
}, 120_000);
afterAll(async () => {
  await product?.stop();
  await provider?.close();
});

/** Goes to the provider and picks a person there; answers the address that the provider leads back to. */
const answerOf = async (
  browser: HttpBrowser,
  subject: string | undefined,
  next?: string,
): Promise<string> => {
  const search = next === undefined ? "" : `?${new URLSearchParams({ next })}`;
  const begun = await browser.visit(start + search);
  expect([begun.status, begun.headers.get("location")?.startsWith(`${provider.issuer}/auth?`)]).toEqual([
    302,
    true,
  ]);
  const page = await browser.follow(
    await browser.visit(begun.headers.get("location") ?? ""),
    provider.issuer,
  );
  const isAsked = page.status === 200;
  const picked = isAsked
    ? await browser.visit(page.url, { form: subject === undefined ? { cancel: "1" } : { subject } })
    : page;
  const led = await browser.follow(picked, provider.issuer);
  const location = led.headers.get("location") ?? "";
  expect(location.startsWith(callback)).toBe(true);
  return location;
};

const locationOf = async (browser: HttpBrowser, address: string): Promise<string | null> => {
  const answer = await browser.visit(address);
  expect(answer.status).toBe(302);
  expect(answer.headers.get("cache-control")).toBe("no-store");
  return answer.headers.get("location");
};

const signIn = async (
  subject: string,
  next?: string,
): Promise<{ browser: HttpBrowser; location: string | null }> => {
  const browser = createHttpBrowser();
  const location = await locationOf(browser, await answerOf(browser, subject, next));
  return { browser, location };
};

interface Session {
  actor: { key_id: string | null; person_id: string | null; name: string; role: string };
  csrf_token: string;
}
interface Problem {
  code: string;
  detail: string;
}

const sessionOf = async (browser: HttpBrowser) => {
  const answer = await browser.visit(`${product.url}/api/session`);
  return { status: answer.status, body: (await answer.json()) as Session };
};

const problemOf = async (answer: Response) => (await answer.json()) as Problem;

const people = async () => (await call(product, "GET", "/api/people")).body.people;

test("a person signs in with name, address and the strongest of their roles, and goes on to where they wanted", async () => {
  const { browser, location } = await signIn("jane-1", "/documents?q=deed");
  expect(location).toBe("/documents?q=deed");
  const cookie = browser.cookie("creditnexus_session");
  expect(cookie?.line).toMatch(/HttpOnly/);
  expect(cookie?.line).toMatch(/SameSite=Strict/);
  expect(browser.cookie("creditnexus_sign_in")).toBeUndefined();
  const { body } = await sessionOf(browser);
  expect(body.actor).toEqual({
    key_id: null,
    person_id: expect.stringMatching(/^usr_/),
    name: "Jane Whitfield (jane@northgate.example)",
    role: "admin",
  });
});

test("what the browser keeps meanwhile is sealed, unreadable to pages, short-lived and for these routes only", async () => {
  const browser = createHttpBrowser();
  const begun = await browser.visit(start);
  const url = new URL(begun.headers.get("location") ?? "");
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    response_type: "code",
    redirect_uri: callback,
    code_challenge_method: "S256",
    scope: "openid email profile groups",
  });
  const kept = browser.cookie("creditnexus_sign_in");
  expect(kept?.line).toMatch(/HttpOnly/);
  expect(kept?.line).toMatch(/SameSite=Lax/);
  expect(kept?.line).toMatch(/Max-Age=600/);
  expect(kept?.path).toBe("/api/session/oidc");
  const readable = Buffer.from(kept?.value ?? "", "base64url").toString("latin1");
  expect(readable).not.toContain(url.searchParams.get("state"));
  expect(readable).not.toContain("verifier");
});

test("a person acts under their own name in the timeline", async () => {
  const { browser } = await signIn("olaf-2");
  const { body: session } = await sessionOf(browser);
  expect(session.actor.role).toBe("sender");
  const { body: document } = await uploadPdf(product);
  const cookie = `creditnexus_session=${browser.cookie("creditnexus_session")?.value}`;
  const sent = await call(product, "POST", `/api/documents/${document.document_id}/signatures`, {
    json: { signers: ["mara@lender.example"] },
    headers: { cookie, "x-csrf-token": session.csrf_token },
  });
  expect(sent.status).toBe(201);
  const { body } = await call(product, "GET", `/api/signatures/${sent.body.signature_id}/events`);
  expect(body.events[0]).toMatchObject({ actor: "Olaf Berg (olaf@northgate.example)", source: "person" });
});

test("a change needs the session's token, and signing out ends the session", async () => {
  const { browser } = await signIn("olaf-2");
  const url = `${product.url}/api/session`;
  const forged = await browser.visit(url, { method: "DELETE" });
  expect([forged.status, (await problemOf(forged)).code]).toEqual([403, "csrf"]);
  const { body } = await sessionOf(browser);
  const kept = browser.cookie("creditnexus_session");
  const out = await browser.visit(url, { method: "DELETE", headers: { "x-csrf-token": body.csrf_token } });
  expect(out.status).toBe(204);
  expect(browser.cookie("creditnexus_session")).toBeUndefined();
  if (kept !== undefined) browser.keep(kept);
  expect((await sessionOf(browser)).status).toBe(401);
});

test("a weaker role is told so in words that fit a person", async () => {
  const { browser } = await signIn("olaf-2");
  const answer = await browser.visit(`${product.url}/api/people`);
  expect(answer.status).toBe(403);
  expect((await problemOf(answer)).detail).toContain("Olaf Berg (olaf@northgate.example) is a sender");
});

test("whoever has no role is refused, and nothing is made of them", async () => {
  const { browser, location } = await signIn("guest-3", "/documents");
  expect(location).toBe("/sign-in?problem=no_role&next=%2Fdocuments");
  expect((await sessionOf(browser)).status).toBe(401);
  expect((await people()).map(({ subject }: { subject: string }) => subject)).not.toContain("guest-3");
});

test("a changed role counts from the next sign-in, and a lost one ends what is open", async () => {
  const browser = createHttpBrowser();
  const account = { name: "Ada Moe", email: "ada@northgate.example", groups: ["lending"] };
  provider.accounts.set("ada-4", account);
  await locationOf(browser, await answerOf(browser, "ada-4"));
  provider.accounts.set("ada-4", { ...account, name: "Ada Moe-Lind", groups: ["desk-admins"] });
  expect((await sessionOf(browser)).body.actor.role).toBe("sender");
  await signIn("ada-4");
  const { actor } = (await sessionOf(browser)).body;
  expect([actor.role, actor.name]).toEqual(["admin", "Ada Moe-Lind (ada@northgate.example)"]);
  const found = (await people()).filter(({ subject }: { subject: string }) => subject === "ada-4");
  expect(found).toEqual([expect.objectContaining({ role: "admin", open_sessions: 2 })]);

  provider.accounts.set("ada-4", { ...account, groups: [] });
  expect((await signIn("ada-4")).location).toBe("/sign-in?problem=no_role");
  expect((await sessionOf(browser)).status).toBe(401);
});

test("an address that the provider calls unproved is not taken for the person's", async () => {
  provider.accounts.set("eve-5", {
    name: "Jane Whitfield",
    email: "jane@northgate.example",
    email_verified: false,
    groups: ["lending"],
  });
  const { browser } = await signIn("eve-5");
  expect((await sessionOf(browser)).body.actor.name).toBe("Jane Whitfield (eve-5)");
});

test("an administrator sees people and ends all sessions of one at once", async () => {
  const first = await signIn("olaf-2");
  const second = await signIn("olaf-2");
  const found = (await people()).find(({ subject }: { subject: string }) => subject === "olaf-2");
  expect(found).toMatchObject({ name: "Olaf Berg", issuer: provider.issuer, role: "sender" });
  const ended = await call(product, "DELETE", `/api/people/${found.person_id}/sessions`);
  expect([ended.status, ended.body.ended]).toEqual([200, found.open_sessions]);
  for (const { browser } of [first, second]) expect((await sessionOf(browser)).status).toBe(401);
  const nobody = await call(product, "DELETE", "/api/people/usr_01kb0000000000000000000000/sessions");
  expect(nobody.status).toBe(404);
});

test("people come in pages", async () => {
  await signIn("jane-1");
  await signIn("olaf-2");
  const first = (await call(product, "GET", "/api/people?limit=1")).body;
  expect(first.people).toHaveLength(1);
  const second = (await call(product, "GET", `/api/people?limit=1&cursor=${first.next_cursor}`)).body;
  expect(second.people[0].person_id).not.toBe(first.people[0].person_id);
});

test("a sign-in that is cancelled at the provider is told on the sign-in page", async () => {
  const browser = createHttpBrowser();
  const location = await locationOf(browser, await answerOf(browser, undefined, "/figures"));
  expect(location).toBe("/sign-in?problem=refused&next=%2Ffigures");
});

test("an answer counts only in the browser that asked, with its own state, and once", async () => {
  const browser = createHttpBrowser();
  const answer = await answerOf(browser, "jane-1");
  expect(await locationOf(createHttpBrowser(), answer)).toBe("/sign-in?problem=mismatch");

  const kept = browser.cookie("creditnexus_sign_in");
  const wrong = new URL(answer);
  wrong.searchParams.set("state", "x".repeat(43));
  expect(await locationOf(browser, wrong.href)).toBe("/sign-in?problem=mismatch");
  expect(browser.cookie("creditnexus_sign_in")).toBeUndefined();
  expect(await locationOf(browser, answer)).toBe("/sign-in?problem=mismatch");

  if (kept !== undefined) browser.keep(kept);
  expect(await locationOf(browser, answer)).toBe("/");
  if (kept !== undefined) browser.keep(kept);
  expect(await locationOf(browser, answer)).toBe("/sign-in?problem=used");
});

test("another person's code does not fit into a sign-in of one's own", async () => {
  const victim = new URL(await answerOf(createHttpBrowser(), "jane-1"));
  const thief = createHttpBrowser();
  const own = new URL(await answerOf(thief, "olaf-2"));
  own.searchParams.set("code", victim.searchParams.get("code") ?? "");
  expect(await locationOf(thief, own.href)).toBe("/sign-in?problem=used");
  expect((await sessionOf(thief)).status).toBe(401);
});

test("an answer of another provider is not believed", async () => {
  const browser = createHttpBrowser();
  const answer = new URL(await answerOf(browser, "jane-1"));
  answer.searchParams.set("iss", "https://elsewhere.example");
  expect(await locationOf(browser, answer.href)).toBe("/sign-in?problem=unproved");
});

test.each([
  "",
  "code=x",
  "code=x&state=y",
  "state=y&error=access_denied",
  "%00%ff&&=",
  "code=x&code=y&state=z",
])(
  "a callback with %j and no sign-in is answered with a page, never with an error of ours",
  async (query) => {
    expect(await locationOf(createHttpBrowser(), `${callback}?${query}`)).toBe("/sign-in?problem=mismatch");
  },
);

test("a cookie of the sign-in that was made by somebody else is not opened", async () => {
  const browser = createHttpBrowser();
  const forged = { host: "127.0.0.1", path: "/", name: "creditnexus_sign_in", line: "" };
  for (const value of ["", "x", Buffer.alloc(200, 1).toString("base64url")]) {
    browser.keep({ ...forged, value });
    expect(await locationOf(browser, `${callback}?code=x&state=y`)).toBe("/sign-in?problem=mismatch");
  }
});

test.each([
  "//elsewhere.example",
  "/\\elsewhere.example",
  "https://elsewhere.example/",
  "/\t/elsewhere.example",
  "/api/keys",
])("nobody is led to %j after signing in", async (next) => {
  expect((await signIn("jane-1", next)).location).toBe("/");
});

test("strangers learn only that there is such a sign-in", async () => {
  const answer = await fetch(`${product.url}/api/session/methods`);
  expect(await answer.json()).toEqual({ organisation: true });
  const ready = await (await fetch(`${product.url}/readyz`)).text();
  expect(ready).toContain("organisation_sign_in");
  for (const secret of [provider.issuer, provider.clientId, provider.clientSecret]) {
    expect(ready).not.toContain(secret);
    expect(product.output()).not.toContain(provider.clientSecret);
  }
});

test("without a provider in the settings there is no such sign-in", async () => {
  const plain = await startProduct();
  try {
    const answer = await fetch(`${plain.url}/api/session/methods`);
    expect(await answer.json()).toEqual({ organisation: false });
    expect(await locationOf(createHttpBrowser(), `${plain.url}/api/session/oidc`)).toBe(
      "/sign-in?problem=not_configured",
    );
    expect(await (await fetch(`${plain.url}/readyz`)).text()).not.toContain("organisation_sign_in");
  } finally {
    await plain.stop();
  }
});
