// Knocks at a mail server: whether it answers and greets, without sending anything.
import { connect as connectPlain, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";

export type SmtpGreeting = { kind: "greeted" } | { kind: "refused"; why: string };

const TIMEOUT_MS = 10_000;
const DEFAULT_PORT = { "smtp:": 25, "smtps:": 465 } as const;

/** `url` is an smtp or smtps one. */
const openSocket = (url: URL): Socket => {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (url.protocol === "smtps:") {
    return connectTls({ host, port: Number(url.port || DEFAULT_PORT["smtps:"]), servername: host });
  }
  return connectPlain({ host, port: Number(url.port || DEFAULT_PORT["smtp:"]) });
};

/** `url` may hold a password; only the server's first line is read, and nothing of the URL is answered. */
export const readSmtpGreeting = (url: URL): Promise<SmtpGreeting> =>
  new Promise((resolve) => {
    const socket = openSocket(url);
    const end = (greeting: SmtpGreeting) => {
      socket.destroy();
      resolve(greeting);
    };
    socket.setTimeout(TIMEOUT_MS, () =>
      end({ kind: "refused", why: `no greeting within ${TIMEOUT_MS / 1000} s` }),
    );
    socket.on("error", (error) => end({ kind: "refused", why: error.message }));
    socket.on("end", () => end({ kind: "refused", why: "it hung up without a greeting" }));
    socket.once("data", (chunk: Buffer) => {
      const line = chunk.toString("latin1").split(/\r?\n/)[0] ?? "";
      if (!line.startsWith("220"))
        return end({ kind: "refused", why: `it says ${JSON.stringify(line.slice(0, 80))}` });
      // A polite leave keeps a mail server's log clean.
      socket.end("QUIT\r\n", () => end({ kind: "greeted" }));
    });
  });
