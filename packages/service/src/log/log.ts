// The logger's type; see create-log.ts for how one is made.
import type { Logger } from "pino";

/**
 * Logs are events: a constant message and fields, `log.info({ requestId }, "signature request sent")`.
 * A child carries ids: `log.child({ requestId })`.
 */
export type Log = Logger;
