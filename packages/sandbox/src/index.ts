// The sandbox package's public face.
export type { Deliver } from "./callbacks/attempt.ts";
export { CHOICES, type Choice, DEFAULT_API_KEY } from "./choices.ts";
export { FAULTS, type FaultName } from "./faults/catalogue.ts";
export type { Sandbox, SandboxOptions } from "./options.ts";
export type {
  CallbackAttempt,
  CallbackItem,
  ClockItem,
  DocumentItem,
  FaultDescription,
  FaultItem,
  InvitationItem,
  MailItem,
  RequestItem,
  SettingsItem,
} from "./pages-deps.ts";
export { createSandbox } from "./sandbox.ts";
export type {
  AccessCodeSubmission,
  SessionDocument,
  SessionField,
  SessionPage,
  SigningProblem,
  SigningSession,
  SignResult,
  SignSubmission,
  SubmittedPlacement,
  SubmittedSignature,
  SubmittedValue,
  UploadedAttachment,
} from "./signing/session.ts";
