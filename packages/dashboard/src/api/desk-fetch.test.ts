// Proves that a call which meets an ended session is made again with the new session's token.
import { expect, test } from "vitest";
import { createDeskFetch } from "./desk-fetch.ts";
import { createSessionGate } from "./session-gate.ts";

const answering = (...statuses: number[]) => {
  const seen: { url: string; token: string | null; body: unknown }[] = [];
  const send: typeof fetch = async (input, init) => {
    seen.push({
      url: String(input),
      token: new Headers(init?.headers).get("x-csrf-token"),
      body: init?.body,
    });
    return new Response("{}", { status: statuses.shift() ?? 200 });
  };
  return { send, seen };
};

test("a 401 waits for the sign-in, then the same body goes out with the new token", async () => {
  const gate = createSessionGate();
  const { send, seen } = answering(401, 201);
  let token = "old";
  const call = createDeskFetch({ fetch: send, gate, csrfToken: () => token });
  const answer = call("/api/signatures", { method: "POST", body: "typed" });
  await expect.poll(() => gate.state()).toBe("ended");
  token = "new";
  gate.reopen();
  expect((await answer).status).toBe(201);
  expect(seen).toEqual([
    { url: "/api/signatures", token: "old", body: "typed" },
    { url: "/api/signatures", token: "new", body: "typed" },
  ]);
});

test("the session's own calls never wait", async () => {
  const gate = createSessionGate();
  const { send } = answering(401);
  const call = createDeskFetch({ fetch: send, gate, csrfToken: () => undefined });
  expect((await call("/api/session")).status).toBe(401);
  expect(gate.state()).toBe("open");
});

test("a reading call carries no token", async () => {
  const { send, seen } = answering(200);
  const call = createDeskFetch({ fetch: send, gate: createSessionGate(), csrfToken: () => "t" });
  await call("/api/documents", { method: "GET" });
  expect(seen[0]?.token).toBeNull();
});

test("the 401 of a call from before the sign-in is no new end of the session", async () => {
  const gate = createSessionGate();
  const late = Promise.withResolvers<Response>();
  const answers = [late.promise, Promise.resolve(new Response("{}", { status: 401 }))];
  let asked = 0;
  const send: typeof fetch = async () => {
    asked += 1;
    return (await answers.shift()) ?? new Response("{}", { status: 200 });
  };
  const call = createDeskFetch({ fetch: send, gate, csrfToken: () => undefined });
  const old = call("/api/callbacks");
  const other = call("/api/documents");
  await expect.poll(() => gate.state()).toBe("ended");
  gate.reopen();
  await other;
  late.resolve(new Response("{}", { status: 401 }));
  expect((await old).status).toBe(200);
  expect(gate.state()).toBe("open");
  expect(asked).toBe(4);
});

test("a call that meets the end of the new session too waits for the next sign-in", async () => {
  const gate = createSessionGate();
  const late = Promise.withResolvers<Response>();
  const answers = [late.promise, Promise.resolve(new Response("{}", { status: 401 }))];
  const send: typeof fetch = async () => (await answers.shift()) ?? new Response("{}", { status: 200 });
  const call = createDeskFetch({ fetch: send, gate, csrfToken: () => undefined });
  const old = call("/api/callbacks");
  void gate.wait();
  gate.reopen();
  late.resolve(new Response("{}", { status: 401 }));
  await expect.poll(() => gate.state()).toBe("ended");
  gate.reopen();
  expect((await old).status).toBe(200);
});

test("signing out carries the token", async () => {
  const { send, seen } = answering(200);
  const call = createDeskFetch({ fetch: send, gate: createSessionGate(), csrfToken: () => "t" });
  await call("/api/session", { method: "DELETE" });
  expect(seen[0]?.token).toBe("t");
});
