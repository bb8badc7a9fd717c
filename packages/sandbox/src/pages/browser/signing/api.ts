// Calls the signing API of one invitation, by paths relative to the page so that a path prefix works.
import type {
  SigningProblem,
  SigningSession,
  SignResult,
  SignSubmission,
  UploadedAttachment,
} from "../../../signing/session.ts";

/** The sandbox refused: `status` says why, `problem` in words. */
export class Refused extends Error {
  readonly status: number;
  readonly problem: SigningProblem;

  constructor(status: number, problem: SigningProblem) {
    super(problem.message);
    this.name = "Refused";
    this.status = status;
    this.problem = problem;
  }
}

/** No answer came at all. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super("the sandbox did not answer", { cause });
    this.name = "Unreachable";
  }
}

/** The calls of one invitation. */
export interface SigningApi {
  /** Where a document's PDF is. */
  contentUrl(documentId: string): string;
  session(): Promise<SigningSession>;
  giveAccessCode(code: string): Promise<void>;
  attach(fieldId: string, file: File): Promise<UploadedAttachment>;
  detach(attachmentId: string): Promise<void>;
  sign(submission: SignSubmission): Promise<SignResult>;
}

/** Binds the calls to an invitation. */
export function signingApi(invitationId: string): SigningApi {
  const base = `api/invitations/${encodeURIComponent(invitationId)}`;
  return {
    contentUrl: (documentId) =>
      new URL(`${base}/documents/${encodeURIComponent(documentId)}/content`, location.href).href,
    session: () => call<SigningSession>(base),
    async giveAccessCode(code) {
      await call(`${base}/access_code`, json({ access_code: code }));
    },
    attach(fieldId, file) {
      const body = new FormData();
      body.set("field_id", fieldId);
      body.set("file", file);
      return call<UploadedAttachment>(`${base}/attachments`, { method: "POST", body });
    },
    async detach(attachmentId) {
      await call(`${base}/attachments/${encodeURIComponent(attachmentId)}`, { method: "DELETE" });
    },
    sign: (submission) => call<SignResult>(`${base}/sign`, json(submission)),
  };
}

function json(body: unknown): RequestInit {
  return { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}

async function call<Answer>(path: string, init?: RequestInit): Promise<Answer> {
  const response = await fetch(path, init).catch((error: unknown) => {
    throw new Unreachable(error);
  });
  const text = await response.text();
  const body: unknown = text === "" ? {} : JSON.parse(text);
  if (!response.ok) throw new Refused(response.status, asProblem(body, response));
  // Both ends of this wire share the types of session.ts.
  return body as Answer;
}

function asProblem(body: unknown, response: Response): SigningProblem {
  if (typeof body === "object" && body !== null && "message" in body) return body as SigningProblem;
  return { message: `${response.status} ${response.statusText}` };
}
