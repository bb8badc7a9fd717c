// What the address of the sign-in page may say: where to go on to, and why a sign-in with the organisation failed.
import { SIGN_IN_PROBLEMS, type SignInProblem } from "@creditnexus/contract";

export interface SignInSearch {
  next?: string;
  problem?: SignInProblem;
}

const isProblem = (value: unknown): value is SignInProblem =>
  SIGN_IN_PROBLEMS.some((problem) => problem === value);

/** Only a path of this desk may follow the sign-in, and only a problem that has words is told. */
export const parseSignInSearch = ({ next, problem }: Record<string, unknown>): SignInSearch => ({
  ...(typeof next === "string" && /^\/(?![/\\])/.test(next) ? { next } : {}),
  ...(isProblem(problem) ? { problem } : {}),
});
