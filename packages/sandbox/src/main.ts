// The sandbox as a process: configured by the environment, stopped by SIGTERM or Ctrl-C.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createSandbox } from "./sandbox.ts";

function port(name: string, value: string | undefined, otherwise?: number): number | undefined {
  if (value === undefined || value === "") return otherwise;
  const number = Number(value);
  if (Number.isInteger(number) && number >= 0 && number <= 65_535) return number;
  throw new Error(`${name} is "${value}"; it must be a port number from 0 to 65535.`);
}

async function main(env: NodeJS.ProcessEnv): Promise<void> {
  const folder = env.DATA_DIR ?? ".data";
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const smtpPort = port("SANDBOX_SMTP_PORT", env.SANDBOX_SMTP_PORT);
  const callbackUrl = env.SANDBOX_CALLBACK_URL;
  const sandbox = await createSandbox({
    port: port("SANDBOX_PORT", env.SANDBOX_PORT, 8001) ?? 8001,
    host: env.HOST ?? "127.0.0.1",
    dataFile: join(folder, "sandbox.sqlite"),
    openControl: env.SANDBOX_OPEN_CONTROL === "1",
    ...(smtpPort === undefined ? {} : { smtpPort }),
    ...(env.SANDBOX_API_KEY ? { apiKey: env.SANDBOX_API_KEY } : {}),
    ...(env.SANDBOX_PUBLIC_URL ? { publicUrl: env.SANDBOX_PUBLIC_URL } : {}),
    ...(env.SANDBOX_SEED ? { seed: env.SANDBOX_SEED } : {}),
    ...(callbackUrl
      ? { callbackUrls: { documentSigned: callbackUrl, signatureRequestCompleted: callbackUrl } }
      : {}),
    log: (message, fields) => console.error(JSON.stringify({ message, ...fields })),
  });
  console.log(`DigiSigner sandbox: ${sandbox.url} (API ${sandbox.apiUrl}, key ${sandbox.apiKey})`);
  const stop = (): void => {
    void sandbox.close().then(() => process.exit(0));
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}

main(process.env).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
