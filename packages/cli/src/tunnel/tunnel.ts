// What a tunnel is, whoever provides it: a public address that leads to a port of this machine, until it breaks.

export interface Tunnel {
  /** Public origin, without a trailing slash. */
  readonly url: string;
  /** Resolves with the reason when the tunnel is gone. */
  readonly broken: Promise<string>;
  close(): Promise<void>;
}

/** Opens a tunnel to a port of this machine; throws when the provider cannot or will not. */
export type OpenTunnel = (port: number) => Promise<Tunnel>;
