// Points connection settings at another database of the same server, and writes them as a URL.
import type { ConnectionSettings } from "./database.ts";

export function withDatabase(settings: ConnectionSettings, database: string): ConnectionSettings {
  if (!("connectionString" in settings)) return { ...settings, database };
  const url = new URL(settings.connectionString);
  url.pathname = `/${encodeURIComponent(database)}`;
  return { connectionString: url.href };
}

/** As another process takes it in `DATABASE_URL`. */
export function toUrl(settings: ConnectionSettings): string {
  if ("connectionString" in settings) return settings.connectionString;
  const { host, port, user, password, database } = settings;
  const credentials = password === undefined ? user : `${user}:${encodeURIComponent(password)}`;
  const isSocket = host.startsWith("/");
  // A URL with a user needs a host; the query's wins.
  const address = isSocket ? "localhost" : `${host}:${port}`;
  const socket = isSocket ? `?host=${encodeURIComponent(host)}` : "";
  return `postgresql://${credentials}@${address}/${encodeURIComponent(database)}${socket}`;
}
