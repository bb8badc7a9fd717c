// The package's public face: the service as a library, and its parts for whoever wires it differently.
export { type App, type AppDeps, createApp, QUEUES } from "./app.ts";
export type { Schema } from "./db/schema.ts";
export { ensureAdminKey } from "./domain/keys/ensure-admin-key.ts";
export { createMailer, type Mailer } from "./domain/mails/mailer.ts";
export { loadVaultKey } from "./domain/secrets/load-vault-key.ts";
export type { SignatureRequestInput } from "./domain/signatures/library-input.ts";
export { type ServiceUpload, SignatureService } from "./domain/signatures/signature-service.ts";
export type { SignatureView, SignerView } from "./domain/signatures/view.ts";
export {
  ConflictError,
  ForbiddenError,
  InvalidInputError,
  NotFoundError,
  ServiceError,
  StartupError,
  TooLargeError,
  UnauthenticatedError,
  UnavailableError,
} from "./errors.ts";
