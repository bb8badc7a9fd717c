// A tunnel server that is away or refuses is named with its answer, and is asked for one tunnel at a time.
import { once } from "node:events";
import { createServer } from "node:http";
import { expect, onTestFinished, test, vi } from "vitest";
import { openLocaltunnel } from "./localtunnel.ts";

/** Answers its status with `status` and is too busy to give tunnels; remembers what was asked. */
const startBusyServer = async (status: number) => {
  const asked: string[] = [];
  const server = createServer((incoming, response) => {
    asked.push(incoming.url ?? "");
    response.writeHead(incoming.url === "/api/status" ? status : 503).end("{}");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { host: `http://127.0.0.1:${port}`, asked };
};

test("a server that is broken is told by its status, without asking it for a tunnel", async () => {
  const { host, asked } = await startBusyServer(502);
  await expect(openLocaltunnel({ host: `${host}//`, subdomain: undefined })(1)).rejects.toMatchObject({
    code: "tunnel_failed",
    message: `localtunnel at ${host} gave no tunnel: it answers with status 502`,
  });
  expect(asked).toEqual(["/api/status"]);
});

test("a server that is away is told by why", async () => {
  const open = openLocaltunnel({ host: "http://127.0.0.1:9", subdomain: undefined });
  await expect(open(1)).rejects.toMatchObject({ code: "tunnel_failed", exit: "unreachable" });
});

test("attempts do not pile up where no tunnel comes", async () => {
  const { host, asked } = await startBusyServer(404);
  const open = openLocaltunnel({ host, subdomain: undefined, openWithinMs: 50 });
  const begun = performance.now();
  for (let attempt = 0; attempt < 6; attempt += 1) {
    await expect(open(1)).rejects.toMatchObject({ message: expect.stringContaining("in time") });
  }
  await vi.waitFor(() => expect(asked).toContain("/?new"));
  // The library asks at once and then every second, and only one of it does.
  const often = 1 + Math.ceil((performance.now() - begun) / 1000);
  expect(asked.filter((url) => url === "/?new").length).toBeLessThanOrEqual(often);
});
