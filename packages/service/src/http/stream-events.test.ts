// A live stream ends with the authority it was opened with, ends when it cannot be read, and leaves nothing behind.
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import type { Signature } from "@creditnexus/contract";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { createTestDesk, type TestDesk } from "../testing/test-desk.ts";

const HEARTBEAT_MS = 15_000;

let desk: TestDesk;
beforeAll(async () => {
  desk = await createTestDesk();
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(async () => {
  await desk?.close();
});

const eventsOf = ({ signature_id }: Signature): string => `${desk.url}/api/signatures/${signature_id}/events`;

/** Reads a stream as far as it has come; `text()` waits for its end. */
const open = async (sent: Signature, headers: Record<string, string>) => {
  const answer = await fetch(eventsOf(sent), { headers: { accept: "text/event-stream", ...headers } });
  expect(answer.status).toBe(200);
  const first = Promise.withResolvers<void>();
  const read = async (): Promise<string> => {
    let text = "";
    for await (const chunk of answer.body ?? []) {
      text += Buffer.from(chunk).toString();
      if (text.includes("event: signature")) first.resolve();
    }
    return text;
  };
  const text = read();
  return { first: first.promise, text: () => text };
};

const viewerKey = () => desk.client.keys.create({ name: "watcher", role: "viewer" });

const signIn = async (key: string): Promise<{ cookie: string; token: string }> => {
  const answer = await fetch(`${desk.url}/api/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ key }),
  });
  const { csrf_token } = (await answer.json()) as { csrf_token: string };
  return { cookie: answer.headers.get("set-cookie")?.split(";")[0] ?? "", token: csrf_token };
};

test("nothing more is told to a key that was revoked, and the stream ends", async () => {
  const sent = await desk.send(["revoked@lender.example"]);
  const { key_id, key } = await viewerKey();
  const stream = await open(sent, { authorization: `Bearer ${key}` });
  await stream.first;
  await desk.client.keys.revoke(key_id);
  await desk.signAll(sent);
  expect(await stream.text()).not.toContain('"kind":"completed"');
});

test("nothing more is told to a session that was signed out, and the stream ends", async () => {
  const sent = await desk.send(["signed-out@lender.example"]);
  const { cookie, token } = await signIn((await viewerKey()).key);
  const stream = await open(sent, { cookie });
  await stream.first;
  await fetch(`${desk.url}/api/session`, { method: "DELETE", headers: { cookie, "x-csrf-token": token } });
  await desk.signAll(sent);
  expect(await stream.text()).not.toContain('"kind":"completed"');
});

test("a silent stream ends at the heartbeat after its session has expired", async () => {
  const sent = await desk.send(["expired@lender.example"]);
  const { cookie } = await signIn((await viewerKey()).key);
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const stream = await open(sent, { cookie });
  await stream.first;
  await desk.database.pool.query("update sessions set expires_at = now() - interval '1 second'");
  vi.advanceTimersByTime(HEARTBEAT_MS);
  expect(await stream.text()).not.toContain("still here");
});

test("a timeline that cannot be read ends the stream, so that the client asks again", async () => {
  const sent = await desk.send(["unread@lender.example"]);
  await desk.database.pool.query("alter table timeline rename to timeline_away");
  try {
    const stream = await open(sent, { authorization: `Bearer ${desk.apiKey}` });
    expect(await stream.text()).toBe("retry: 2000\n\n");
  } finally {
    await desk.database.pool.query("alter table timeline_away rename to timeline");
  }
});

test("a client that leaves before the first read is done leaves no heartbeat behind", async () => {
  const sent = await desk.send(["left@lender.example"]);
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const lock = await desk.database.pool.connect();
  try {
    await lock.query("begin; lock table timeline in access exclusive mode");
    const { hostname, port, pathname } = new URL(eventsOf(sent));
    const accepted = once(desk.app.fastify.server, "connection");
    const socket = connect(Number(port), hostname);
    const lines = [
      `GET ${pathname} HTTP/1.1`,
      `host: ${hostname}`,
      "accept: text/event-stream",
      `authorization: Bearer ${desk.apiKey}`,
    ];
    socket.write(`${lines.join("\r\n")}\r\n\r\n`);
    await once(socket, "data");
    const [served] = (await accepted) as [Socket];
    const left = once(served, "close");
    socket.destroy();
    await left;
  } finally {
    await lock.query("rollback");
    lock.release();
  }
  // Its read was waiting first, so it is done once this later stream has its own.
  const stop = new AbortController();
  const headers = { accept: "text/event-stream", authorization: `Bearer ${desk.apiKey}` };
  const later = await fetch(eventsOf(sent), { headers, signal: stop.signal });
  const reader = later.body?.getReader();
  let text = "";
  while (!text.includes("event: signature"))
    text += Buffer.from((await reader?.read())?.value ?? []).toString();
  expect(vi.getTimerCount()).toBe(1);
  stop.abort();
});
