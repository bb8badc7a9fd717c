// Says in a few lines where to go.

export type Whereabouts = {
  /** Of the service, without a trailing slash. */
  url: string;
  /** Only when the first start has just made it, and for a terminal. */
  adminKey: string | undefined;
  adminKeyFile: string;
  /** Undefined with the real DigiSigner. */
  sandboxUrl: string | undefined;
  roles: { http: boolean; worker: boolean };
  readyInMs: number;
};

/** Fewer than twelve lines, ending in a line break. */
export function banner(where: Whereabouts): string {
  const seconds = (where.readyInMs / 1000).toFixed(1);
  const rows: [string, string][] = [];
  if (where.roles.http) {
    rows.push(["Dashboard", where.url]);
    if (where.adminKey !== undefined) rows.push(["Sign in", `${where.url}/sign-in#key=${where.adminKey}`]);
    rows.push(["Admin key", where.adminKeyFile], ["API", `${where.url}/docs`]);
  }
  if (where.sandboxUrl !== undefined) {
    rows.push(
      ["Sandbox", `${where.sandboxUrl}  (stands in for DigiSigner; its signatures bind nobody)`],
      ["Mailbox", `${where.sandboxUrl}/mailbox`],
    );
  }
  const lines = rows.map(([name, value]) => `  ${name.padEnd(10)} ${value}`);
  const what = where.roles.http ? "" : " worker";
  return [`CreditNexus Signatures${what}, ready in ${seconds} s. Ctrl-C stops it.`, ...lines, ""].join("\n");
}
