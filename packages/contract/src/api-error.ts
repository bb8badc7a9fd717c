// The error every client call throws: the problem the service answered, or why there was no answer.
import { ERROR_CODES, type ErrorCode, Problem } from "./errors.ts";

/** `connection_failed`: no answer came. `unexpected_answer`: something answered that is not our service. */
export type ApiErrorCode = ErrorCode | "connection_failed" | "unexpected_answer";

/** A call that did not succeed. `message` is the problem's `detail`; `problem` is the whole of it when there was one. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code: ApiErrorCode;
  readonly method: string;
  readonly url: string;
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  readonly problem: Problem | undefined;
  /** Whether the same call may succeed later. */
  readonly retryable: boolean;

  constructor(
    message: string,
    facts: {
      code: ApiErrorCode;
      method: string;
      url: string;
      status: number;
      problem?: Problem;
      cause?: unknown;
    },
  ) {
    super(message, { cause: facts.cause });
    this.code = facts.code;
    this.method = facts.method;
    this.url = facts.url;
    this.status = facts.status;
    this.problem = facts.problem;
    this.retryable =
      facts.code === "connection_failed" ||
      (facts.code === "unexpected_answer" ? facts.status >= 500 : ERROR_CODES[facts.code].retry);
  }

  static fromConnection(method: string, url: string, cause: unknown): ApiError {
    return new ApiError(`No answer from ${url}: is the service running there?`, {
      code: "connection_failed",
      method,
      url,
      status: 0,
      cause,
    });
  }

  static async fromResponse(method: string, url: string, response: Response): Promise<ApiError> {
    const text = await response.text();
    const facts = { method, url, status: response.status };
    const parsed = Problem.safeParse(parseJson(text));
    if (parsed.success) {
      return new ApiError(parsed.data.detail, { ...facts, code: parsed.data.code, problem: parsed.data });
    }
    const message = `${method} ${url} answered ${response.status} without a problem document: check that this is the CreditNexus service`;
    return new ApiError(message, { ...facts, code: "unexpected_answer" });
  }
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    // Not JSON is an ordinary case here: a proxy's HTML page. The caller reports it as an unexpected answer.
    return error;
  }
};
