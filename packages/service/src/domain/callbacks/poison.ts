// Tells a callback that nobody can process from a database that is away.
import pg from "pg";

/**
 * Data exceptions, violated constraints, exceeded limits, a statement that the server does not take, or code of ours that
 * stumbles over it: the callback's content is at fault, not the database's health.
 */
export const isPoison = (error: unknown): error is Error =>
  error instanceof TypeError ||
  error instanceof RangeError ||
  (error instanceof pg.DatabaseError && /^(22|23|54)...$|^08P01$/.test(error.code ?? ""));

/** Whatever else one callback's statements are refused for must not hold up the others; a database that is away does. */
export const isOfOneCallback = (error: unknown): boolean =>
  isPoison(error) ||
  (error instanceof pg.DatabaseError && !/^(08|25|40|53|55|57|58)...$/.test(error.code ?? ""));
