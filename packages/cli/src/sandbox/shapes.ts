// The parts of the sandbox's answers that the commands read; what else is in them passes.
import { z } from "zod";

export const Invitation = z.looseObject({
  invitation_id: z.string(),
  signature_request_id: z.string().optional(),
  email: z.string(),
  role: z.string().optional(),
  order: z.number().optional(),
  status: z.enum(["waiting", "open", "signed", "cancelled"]),
  document_ids: z.array(z.string()),
  sign_document_url: z.string(),
});
export type Invitation = z.output<typeof Invitation>;
export const Invitations = z.looseObject({ invitations: z.array(Invitation) });

export const Clock = z.looseObject({ now: z.string(), scale: z.number(), offset_ms: z.number() });

export const Mail = z.looseObject({
  id: z.string(),
  at: z.string(),
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
  links: z.array(z.string()),
  source: z.string(),
});
export type Mail = z.output<typeof Mail>;
export const Mailbox = z.looseObject({ mails: z.array(Mail) });

export const Attempt = z.looseObject({
  at: z.string(),
  url: z.string(),
  status: z.number().optional(),
  error: z.string().optional(),
  next_due: z.string().optional(),
});
export const SandboxCallback = z.looseObject({
  id: z.string(),
  event_type: z.string(),
  signature_request_id: z.string(),
  signer_email: z.string().optional(),
  created_at: z.string(),
  state: z.string(),
  next_due: z.string().optional(),
  attempts: z.array(Attempt),
});
export type SandboxCallback = z.output<typeof SandboxCallback>;
export const SandboxCallbacks = z.looseObject({ callbacks: z.array(SandboxCallback) });

export const Fault = z.looseObject({
  id: z.string(),
  name: z.string(),
  parameters: z.record(z.string(), z.unknown()),
  /** Absent: until it is removed. */
  remaining: z.number().optional(),
  hits: z.number(),
});
export type Fault = z.output<typeof Fault>;
export const Faults = z.looseObject({
  faults: z.array(Fault),
  catalogue: z.array(
    z.looseObject({
      name: z.string(),
      parameters: z.record(z.string(), z.string()),
      effect: z.string(),
      client_sees: z.string(),
    }),
  ),
});
