// What the address of the sign-in page may say: where to go on to, and why a sign-in with the organisation failed.
import { SIGN_IN_PROBLEMS, type SignInProblem } from "@creditnexus/contract";

export interface SignInSearch {
  next?: string;
  problem?: SignInProblem;
}

const isProblem = (value: unknown): value is SignInProblem =>
  SIGN_IN_PROBLEMS.some((problem) => problem === value);

/** Browsers take `\` for `/` and skip tabs and line ends. */
const isLocal = (value: unknown): value is string =>
  typeof value === "string" && /^\/(?![/\\])[^\t\r\n]*$/.test(value);

/**
 * Only a path of this desk may follow the sign-in, and only a problem that has words is told. The router leaves what a
 * route's validation drops in the search all the same, so that the screen asks here too.
 */
export const parseSignInSearch = ({
  next,
  problem,
}: {
  next?: unknown;
  problem?: unknown;
}): SignInSearch => ({
  ...(isLocal(next) ? { next } : {}),
  ...(isProblem(problem) ? { problem } : {}),
});
