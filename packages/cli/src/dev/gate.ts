// The only thing a tunnel leads to: callbacks go through to the desk, everything else stays outside.
import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { CALLBACK_PATH } from "../doctor/self-test.ts";

export interface Gate extends AsyncDisposable {
  port: number;
  /** A path only this gate answers with {@link Gate.mark}, to find out whether an address leads here. */
  markPath: string;
  mark: string;
}

/** Hop-by-hop headers belong to one connection and are not handed on. */
const HOP_BY_HOP = new Set([
  "connection",
  "keep-alive",
  "transfer-encoding",
  "upgrade",
  "proxy-connection",
  "te",
  "trailer",
]);

const handOn = (incoming: IncomingMessage, response: ServerResponse, target: string): void => {
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).filter(([name]) => !HOP_BY_HOP.has(name)),
  );
  const outgoing = request(
    target + (incoming.url ?? ""),
    { method: "POST", headers, agent: false },
    (answer) => {
      const answered = Object.entries(answer.headers).filter(([name]) => !HOP_BY_HOP.has(name));
      response.writeHead(answer.statusCode ?? 502, Object.fromEntries(answered));
      answer.pipe(response);
    },
  );
  // 503 makes DigiSigner try again; the desk may just be restarting.
  outgoing.on("error", () =>
    response.writeHead(503, { "retry-after": "5" }).end("The desk does not answer."),
  );
  incoming.on("error", () => outgoing.destroy());
  incoming.pipe(outgoing);
};

/** Listens on a free port of this machine and lets only `POST` to the callback address through to `target`. */
export const openGate = async (target: string): Promise<Gate> => {
  const mark = randomBytes(16).toString("hex");
  const markPath = `/${randomBytes(16).toString("hex")}`;
  const server = createServer((incoming, response) => {
    const [path] = (incoming.url ?? "").split("?");
    if (incoming.method === "POST" && path === CALLBACK_PATH) return handOn(incoming, response, target);
    if (incoming.method === "GET" && path === markPath) return void response.end(mark);
    response.writeHead(404, { "content-type": "text/plain" }).end("Only callbacks come in here.");
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The gate has no port.");
  return {
    port: address.port,
    mark,
    markPath,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
