// The socket in front of the handler: answers malformed HTTP with JSON, and cuts connections when a fault says so.
import { createServer, type IncomingMessage, type Server, STATUS_CODES } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { CUT_HEADER } from "./api/disturb.ts";
import type { Handler } from "./app.ts";
import type { Log } from "./deps.ts";
import { SandboxError } from "./errors.ts";
import { rescueRequest } from "./tolerant-request.ts";
import { errorResponse } from "./wire/json.ts";

export interface Listener {
  port: number;
  close(): Promise<void>;
}

/** @throws Error with one sentence when the port is taken or not allowed. */
export async function listen(
  handler: Handler,
  where: { host: string; port: number },
  log: Log,
): Promise<Listener> {
  const listener = getRequestListener(async (request, env) => {
    const incoming = env.incoming as IncomingMessage;
    const response = await handle(handler, request, incoming.socket.remoteAddress, log);
    if (!response.headers.has(CUT_HEADER)) return response;
    incoming.socket.destroy();
    return RESPONSE_ALREADY_SENT;
  });
  const server = createServer(
    { requestTimeout: 300_000 },
    (incoming, outgoing) => void listener(incoming, outgoing),
  );
  server.on("clientError", (error: ParserError, socket: Socket) => answerMalformed(handler, error, socket));
  await bind(server, where);
  // Port 0 becomes a real one only now.
  const { port } = server.address() as AddressInfo;
  return { port, close: () => closeServer(server) };
}

// A request line or Host that makes no URL throws while the Request is read, before the handler sees it.
async function handle(
  handler: Handler,
  request: Request,
  remoteAddress: string | undefined,
  log: Log,
): Promise<Response> {
  try {
    new URL(request.url);
  } catch (cause) {
    return errorResponse(new SandboxError(400, "The request names no valid address.", { cause }));
  }
  try {
    return await handler(request, remoteAddress === undefined ? {} : { remoteAddress });
  } catch (error) {
    log("a call failed unexpectedly", { error: String(error) });
    return errorResponse(error);
  }
}

type ParserError = NodeJS.ErrnoException & { rawPacket?: Uint8Array };

function answerMalformed(handler: Handler, error: ParserError, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const rescued = error.rawPacket && rescueRequest(error.rawPacket);
  if (!rescued) {
    const status = error.code === "HPE_HEADER_OVERFLOW" ? 431 : 400;
    const details = [{ message: error.code ?? error.message }];
    void write(
      socket,
      errorResponse(new SandboxError(status, "This is not HTTP as the sandbox understands it.", { details })),
    );
    return;
  }
  const { method, target, headers } = rescued;
  const url = `http://${headers.get("host") ?? "localhost"}${target}`;
  const answer = URL.canParse(url)
    ? handler(new Request(url, { method, headers }), { remoteAddress: socket.remoteAddress ?? "" })
    : errorResponse(new SandboxError(400, "The request names no valid address."));
  void Promise.resolve(answer).then((response) => write(socket, response));
}

async function write(socket: Socket, response: Response): Promise<void> {
  const body = Buffer.from(await response.arrayBuffer());
  const headers = [...response.headers].map(([name, value]) => `${name}: ${value}\r\n`).join("");
  const head = `HTTP/1.1 ${response.status} ${STATUS_CODES[response.status] ?? ""}\r\n${headers}Connection: close\r\n\r\n`;
  if (socket.writable) socket.end(Buffer.concat([Buffer.from(head, "latin1"), body]));
}

function bind(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => {
      const why =
        cause.code === "EADDRINUSE" ? "is already in use" : `cannot be used (${cause.code ?? cause.message})`;
      reject(new Error(`Port ${port} on ${host} ${why}. Choose another with SANDBOX_PORT.`, { cause }));
    });
    server.listen(port, host, resolve);
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
