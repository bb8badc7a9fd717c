// The process: its words, streams and signals around `run`.
import { readFileSync } from "node:fs";
import { run } from "./run.ts";

const manifest: unknown = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
const version =
  typeof manifest === "object" && manifest !== null && "version" in manifest ? String(manifest.version) : "0";

/** npx hands Ctrl-C on to a process that has had it from the terminal already: that is one wish, not two. */
const SAME_WISH_MS = 1000;

const stopping = new AbortController();
let askedAt: number | undefined;
const stop = () => {
  // Whoever asks twice does not want to wait.
  if (askedAt !== undefined && performance.now() - askedAt > SAME_WISH_MS) process.exit(130);
  askedAt ??= performance.now();
  stopping.abort();
};
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, stop);

/** EPIPE: the reader of a pipe left, as `| head` does. EIO: the terminal was closed. */
const isReaderGone = (error: NodeJS.ErrnoException): boolean =>
  error.code === "EPIPE" || error.code === "EIO";
let unread = false;
// That is not a failure of the command, but the end of it: what it started has to be stopped all the same.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (!isReaderGone(error)) throw error;
  unread = true;
  stopping.abort();
});
process.stderr.on("error", (error: NodeJS.ErrnoException) => {
  if (!isReaderGone(error)) throw error;
});

const exitCode = await run({
  words: process.argv.slice(2),
  env: process.env,
  cwd: process.cwd(),
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: stopping.signal,
  isUnread: () => unread,
  version,
});

/** What was written has left this process; a pipe takes its time. */
const flushed = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((resolve) => {
    stream.write("", () => resolve());
  });

await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
// Not by running dry: a tunnel's library keeps trying in the background although nobody waits for it any more.
process.exit(unread ? 0 : exitCode);
