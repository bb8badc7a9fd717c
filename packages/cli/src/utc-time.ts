// A time in UTC as people write it, and as the API takes it.
import { z } from "zod";

/** With milliseconds, whatever was written. */
export const UtcTime = z.iso
  .datetime("expected a time in UTC, such as 2026-01-31T09:30:00Z")
  .transform((text) => new Date(text).toISOString());
