// The settings the embedded server is started with, as `-c` arguments.
import { totalmem } from "node:os";

export type ServerSettings = {
  /** Empty: no socket, TCP on loopback instead. */
  socketDirectory: string;
  port: number;
  maxConnections: number;
  /** False only for clusters that are thrown away. */
  durable: boolean;
};

export function serverArguments({
  socketDirectory,
  port,
  maxConnections,
  durable,
}: ServerSettings): string[] {
  const settings = {
    listen_addresses: socketDirectory === "" ? "127.0.0.1" : "",
    unix_socket_directories: socketDirectory === "" ? "" : `"${socketDirectory.replaceAll('"', '""')}"`,
    unix_socket_permissions: "0700",
    port,
    // The bundled OpenSSL is an old one, and nothing travels over a network.
    ssl: "off",
    max_connections: maxConnections,
    shared_buffers: `${sharedMegabytes()}MB`,
    fsync: onOff(durable),
    synchronous_commit: onOff(durable),
    full_page_writes: onOff(durable),
    // Nobody replicates from an embedded server; less is written to the log.
    wal_level: "minimal",
    max_wal_senders: 0,
    jit: "off",
    // A fresh database grows by a hundred thousand rows in the minute that it would otherwise be planned for as empty.
    autovacuum_naptime: "10s",
    timezone: "UTC",
    log_timezone: "UTC",
    logging_collector: "off",
    log_destination: "stderr",
    log_checkpoints: "off",
    // Values of rows and statements can hold what a log must not.
    log_error_verbosity: "terse",
    log_min_error_statement: "panic",
    log_parameter_max_length_on_error: 0,
  };
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

/**
 * A sixteenth of the memory, within bounds: what is not in it is copied from the system's cache page by page, which makes a
 * search over a million agreements several times slower. Pages that are never used take no memory.
 */
function sharedMegabytes(): number {
  const megabytes = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY) / 1024 ** 2;
  return Math.round(Math.min(1_024, Math.max(128, megabytes / 16)));
}

function onOff(value: boolean): string {
  return value ? "on" : "off";
}
