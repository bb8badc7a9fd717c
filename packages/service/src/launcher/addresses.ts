// Writes hosts as the URLs under which this machine and others reach them.

/** As people open it in a browser on this machine. */
export function localUrl(host: string, port: number): string {
  return `http://${callableHost(host)}:${port}`;
}

/** As part of a URL. A wildcard address can be listened on, but not be called. */
export function callableHost(host: string): string {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
}
