// Turns any failure into the words a person reads: what happened, and what can be done.
import { ApiError, type Problem } from "@creditnexus/contract";

export interface Failure {
  title: string;
  detail: string;
  /** Whether trying the same again may help. */
  retryable: boolean;
  faults: NonNullable<Problem["errors"]>;
  requestId: string | undefined;
}

/** Describes an error for people; the service's own `detail` is used wherever there is one. */
export const describeFailure = (error: unknown): Failure => {
  if (!(error instanceof ApiError)) {
    const detail = error instanceof Error ? error.message : String(error);
    return { title: "Something went wrong", detail, retryable: true, faults: [], requestId: undefined };
  }
  if (error.code === "connection_failed") {
    return {
      title: "The desk cannot be reached",
      detail: "No answer from the service. Check your connection; your input is kept.",
      retryable: true,
      faults: [],
      requestId: undefined,
    };
  }
  return {
    title: error.problem?.title ?? "An unexpected answer",
    detail: error.message,
    retryable: error.retryable,
    faults: error.problem?.errors ?? [],
    requestId: error.problem?.request_id,
  };
};
