// Where copies of the server's programs may live that outlast a temporary-file cleaner.
import { lstat, mkdir } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";

/** The first candidate that belongs to this user, is writable by nobody else, and can be made. */
export async function cacheDirectory(): Promise<string> {
  const failures: unknown[] = [];
  for (const candidate of candidates()) {
    try {
      await mkdir(candidate, { recursive: true, mode: 0o755 });
      const found = await lstat(candidate);
      // Programs are run from here: a directory prepared by another user must not be trusted.
      const safe = found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o022) === 0;
      if (safe) return candidate;
      failures.push(new Error(`${candidate} belongs to another user or others may write to it`));
    } catch (error) {
      failures.push(error);
    }
  }
  throw new AggregateError(failures, "no directory for a copy of the PostgreSQL programs could be made");
}

function candidates(): string[] {
  const name = "creditnexus";
  if (process.getuid?.() === 0) return [join("/var/cache", name), join(tmpdir(), name), join("/tmp", name)];
  const home = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
  return [join(home, name), join(tmpdir(), `${name}-${process.getuid?.() ?? "user"}`)];
}
