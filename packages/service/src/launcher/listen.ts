// Settles which port to listen on before anything is started for it.
import { once } from "node:events";
import { createServer } from "node:net";
import { StartupError } from "../errors.ts";
import { localUrl } from "./addresses.ts";

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
    const failure = listenFailure(setting, host, port, cause);
    throw setting === "PORT" && (await isDesk(localUrl(host, port)))
      ? runsAlready(host, port, cause)
      : failure;
  } finally {
    server.close();
  }
}

/** Whoever starts it twice wants to know where it is, not another port: that would meet the next thing that is taken. */
function runsAlready(host: string, port: number, cause: unknown): StartupError {
  return new StartupError({
    code: "runs_already",
    message: `A desk runs already at ${localUrl(host, port)}: open that, or stop it first. A second one needs a PORT, a SANDBOX_PORT and a DATA_DIR of its own.`,
    exitCode: 75,
    cause,
  });
}

/** By its mark on every answer. What speaks no HTTP, or does not answer at once, is some other program. */
async function isDesk(url: string): Promise<boolean> {
  const asked = fetch(`${url}/healthz`, { signal: AbortSignal.timeout(1_000), redirect: "manual" });
  const answer = await asked.catch(() => undefined);
  await answer?.body?.cancel();
  return answer?.headers.get("x-request-id")?.startsWith("req_") === true;
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
