// A tunnel server that speaks localtunnel's protocol on loopback: a name on request, sockets of the client, forwarding.
import { createServer as createHttpServer } from "node:http";
import { createServer, type Server, type Socket } from "node:net";

export interface TunnelServer extends AsyncDisposable {
  /** What the client takes as its host. */
  readonly host: string;
  /** Public addresses given out so far, newest last. */
  readonly addresses: readonly string[];
  /** First lines of all requests that went through, with the address they came in at. */
  readonly requests: readonly { address: string; line: string }[];
  /** Ends all tunnels: their addresses are dead, and the client's sockets are cut. */
  cut(): void;
}

const SOCKETS = 4;

const listening = (server: Server | ReturnType<typeof createHttpServer>): Promise<number> =>
  new Promise((done, failed) => {
    server.once("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (address === null || typeof address === "string") return failed(new Error("no port"));
      done(address.port);
    });
  });

/** Joins two sockets until one of them ends. */
const join = (a: Socket, b: Socket): void => {
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const) {
    one.pipe(other);
    one.on("close", () => other.destroy());
    one.on("error", () => other.destroy());
  }
};

export const startTunnelServer = async (): Promise<TunnelServer> => {
  const addresses: string[] = [];
  const requests: { address: string; line: string }[] = [];
  const open = new Set<{ close: () => void }>();

  const openTunnel = async () => {
    const idle: Socket[] = [];
    const waiting: Socket[] = [];
    const sockets = new Set<Socket>();
    const track = (socket: Socket) => {
      sockets.add(socket);
      socket.on("close", () => sockets.delete(socket));
      socket.on("error", () => socket.destroy());
    };
    const clients = createServer((socket) => {
      track(socket);
      const visitor = waiting.shift();
      if (visitor !== undefined) return join(visitor, socket);
      idle.push(socket);
      socket.on("close", () => {
        const index = idle.indexOf(socket);
        if (index !== -1) idle.splice(index, 1);
      });
    });
    let address = "";
    const visitors = createServer((socket) => {
      track(socket);
      socket.once("data", (chunk: Buffer) => {
        requests.push({ address, line: chunk.toString("latin1").split("\r\n")[0] ?? "" });
        socket.pause();
        socket.unshift(chunk);
        const client = idle.shift();
        if (client === undefined) waiting.push(socket);
        else join(socket, client);
      });
    });
    const port = await listening(clients);
    address = `http://127.0.0.1:${await listening(visitors)}`;
    addresses.push(address);
    open.add({
      close: () => {
        clients.close();
        visitors.close();
        for (const socket of sockets) socket.destroy();
      },
    });
    return { id: `tunnel-${addresses.length}`, port, max_conn_count: SOCKETS, url: address };
  };

  const front = createHttpServer((incoming, response) => {
    if (incoming.url === "/api/status") return void response.end(JSON.stringify({ tunnels: open.size }));
    void openTunnel().then((tunnel) => {
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ ...tunnel, asked: incoming.url }));
    });
  });
  const host = `http://127.0.0.1:${await listening(front)}`;
  const cut = () => {
    for (const tunnel of open) tunnel.close();
    open.clear();
  };
  return {
    host,
    addresses,
    requests,
    cut,
    [Symbol.asyncDispose]: async () => {
      cut();
      front.closeAllConnections();
      await new Promise((done) => front.close(done));
    },
  };
};
