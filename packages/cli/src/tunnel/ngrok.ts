// A tunnel through ngrok's own library; its token comes from NGROK_AUTHTOKEN.
import { z } from "zod";
import { CliError } from "../command/errors.ts";
import { loadOptional } from "./load-optional.ts";
import type { OpenTunnel } from "./tunnel.ts";

type Forward = (options: Record<string, unknown>) => Promise<unknown>;

const Library = z.object({ forward: z.custom<Forward>((value) => typeof value === "function") });

const Listener = z.object({
  url: z.custom<() => string | null>((value) => typeof value === "function"),
  close: z.custom<() => Promise<void>>((value) => typeof value === "function"),
});

const failed = (why: string, cause?: unknown): CliError =>
  new CliError(`ngrok gave no tunnel: ${why}`, {
    code: "tunnel_failed",
    nextStep: "Check NGROK_AUTHTOKEN and the network, or take --tunnel localtunnel.",
    cause,
  });

/** ngrok reconnects by itself and keeps its address; what breaks for good is found by the caller's own checks. */
export const openNgrok =
  (token: string | undefined): OpenTunnel =>
  async (port) => {
    if (token === undefined || token === "") {
      throw new CliError("ngrok needs a token.", {
        code: "tunnel_token_missing",
        nextStep: "Set NGROK_AUTHTOKEN to the token of your ngrok account, or take --tunnel localtunnel.",
      });
    }
    const library = Library.parse(await loadOptional("@ngrok/ngrok"));
    const opened = await library
      .forward({
        addr: `127.0.0.1:${port}`,
        authtoken: token,
      })
      .catch((cause: unknown) => {
        throw failed(cause instanceof Error ? cause.message : String(cause), cause);
      });
    // A class instance: methods must keep their object.
    const listener = Listener.parse(opened);
    const url = listener.url.call(opened);
    if (url === null) throw failed("it has no address");
    const broken = new Promise<string>(() => undefined);
    return { url: url.replace(/\/+$/, ""), broken, close: () => listener.close.call(opened) };
  };
