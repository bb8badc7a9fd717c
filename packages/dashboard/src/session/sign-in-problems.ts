// What a person reads when the sign-in with their organisation failed.
import type { SignInProblem } from "@creditnexus/contract";

export const signInProblems: Record<SignInProblem, string> = {
  refused: "The sign-in was cancelled or refused at your organisation. You can try again.",
  no_role:
    "Your organisation knows you, but you have no role at this desk. Ask whoever gives access in your organisation for one, then sign in again.",
  expired: "The sign-in took longer than ten minutes. Begin again.",
  mismatch:
    "This answer belongs to no sign-in that is under way in this browser; perhaps it was begun in another tab. Begin again.",
  used: "This sign-in was used already. Begin again.",
  provider:
    "Your organisation's sign-in cannot be used at the moment. Try again in a while, or sign in with a key.",
  unproved:
    "The answer of your organisation's sign-in could not be verified, so nobody was signed in. Try again; if it stays so, tell an administrator.",
  not_configured: "This desk has no sign-in with an organisation. Sign in with a key.",
  failed: "Something went wrong at the desk, and nobody was signed in. Try again in a while.",
};
