// Settles which port to listen on before anything is started for it.
import { once } from "node:events";
import { createServer } from "node:net";
import { StartupError } from "../errors.ts";

/**
 * A free one for 0; else the same one, if nobody listens there.
 *
 * @param setting named in the error
 * @throws StartupError when the address cannot be listened on
 */
export async function settlePort(setting: string, host: string, port: number): Promise<number> {
  const server = createServer();
  try {
    server.listen({ host, port, exclusive: true });
    await once(server, "listening");
    const address = server.address();
    return typeof address === "object" && address !== null ? address.port : port;
  } catch (cause) {
    throw listenFailure(setting, host, port, cause);
  } finally {
    server.close();
  }
}

export function listenFailure(setting: string, host: string, port: number, cause: unknown): StartupError {
  const code = cause instanceof Error && "code" in cause ? cause.code : String(cause);
  const reasons: Record<string, string> = {
    EADDRINUSE: `${setting} ${port} on ${host} is in use: stop the program that has it, or set ${setting} to another port.`,
    EACCES: `${setting} ${port} on ${host} is not allowed for this user: set ${setting} to a port above 1023.`,
    EADDRNOTAVAIL: `HOST ${host} is no address of this machine: set HOST to 127.0.0.1, 0.0.0.0 or one of its own.`,
    ENOTFOUND: `HOST ${host} is no name this machine knows: set HOST to 127.0.0.1, 0.0.0.0 or one of its own addresses.`,
  };
  return new StartupError({
    code: "cannot_listen",
    message:
      reasons[String(code)] ??
      `${setting} ${port} on ${host} cannot be listened on (${code}): set ${setting} or HOST to something else.`,
    exitCode: code === "EADDRINUSE" ? 75 : 78,
    cause,
  });
}
