// A line between the command line and the desk that can break, or change what comes back, as lines and proxies do.
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  request,
  type ServerResponse,
} from "node:http";
import { createServer as createTlsServer } from "node:https";

export interface Line extends AsyncDisposable {
  /** Origin to use instead of the desk's. */
  readonly url: string;
  /** Lets `count` calls that `matches` through, then cuts every connection until it is mended. */
  breakAfter(matches: (method: string, path: string) => boolean, count: number): void;
  mend(): void;
}

/** Hands the desk's answer on; a test gives its own to change it. */
export type Answering = (answer: IncomingMessage, response: ServerResponse) => void;

const passOn: Answering = (answer, response) => {
  response.writeHead(answer.statusCode ?? 502, answer.headers);
  answer.pipe(response);
};

/** Forwards everything to `target`; with a certificate it speaks https under the name `localhost`. */
export const startLine = async (
  target: string,
  options: {
    answering?: Answering;
    tls?: { key: string; cert: string };
    /** As a proxy that hands on the path only. */
    dropsQuery?: boolean;
  } = {},
): Promise<Line> => {
  const { answering = passOn, tls, dropsQuery = false } = options;
  let matches = (_method: string, _path: string): boolean => false;
  let left = 0;
  let broken = false;
  const forward: RequestListener = (incoming, response) => {
    const method = incoming.method ?? "GET";
    const path = incoming.url ?? "/";
    if (broken) {
      incoming.socket.destroy();
      return;
    }
    const counts = matches(method, path);
    const outgoing = request(
      target + (dropsQuery ? path.replace(/\?.*$/, "") : path),
      { method, headers: incoming.headers },
      (answer) => {
        if (counts) {
          left -= 1;
          // The last one that counts still gets its answer; what comes after it finds the line cut.
          if (left === 0) broken = true;
        }
        answering(answer, response);
      },
    );
    outgoing.on("error", () => response.destroy());
    incoming.pipe(outgoing);
  };
  const server = tls === undefined ? createServer(forward) : createTlsServer(tls, forward);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the line has no port");
  return {
    url: tls === undefined ? `http://127.0.0.1:${address.port}` : `https://localhost:${address.port}`,
    breakAfter: (wanted, count) => {
      matches = wanted;
      left = count;
    },
    mend: () => {
      broken = false;
      matches = () => false;
    },
    [Symbol.asyncDispose]: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
};
