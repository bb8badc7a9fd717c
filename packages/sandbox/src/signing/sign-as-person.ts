// Signs an invitation the way a person in a hurry would: presets kept, required fields filled, the rest left.
import type { Deps } from "../deps.ts";
import { type ErrorDetail, SandboxError } from "../errors.ts";
import type { Field } from "../fields/store.ts";
import { addAttachment } from "./attachments.ts";
import type { EnteredDocument, EnteredValue, Placement, Submission } from "./read-submission.ts";
import type { SignResult } from "./session.ts";
import { signInvitation } from "./sign-invitation.ts";
import {
  type DocumentView,
  hasFreePlacement,
  type InvitationView,
  liveDocuments,
  ownFields,
  viewInvitation,
} from "./view.ts";

/** Values by `api_id`; a boolean or text. */
export type GivenValues = Readonly<Record<string, string | boolean>>;

/** @throws SandboxError as signing does, and 422 for an `api_id` that is not the signer's. */
export async function signAsPerson(
  deps: Deps,
  invitationId: string,
  given: GivenValues,
): Promise<SignResult> {
  const view = viewInvitation(deps, invitationId);
  const live = liveDocuments(view);
  refuseUnknown(live, given);
  const free = hasFreePlacement(view);
  const submission: Submission = new Map(
    live.map((document) => [document.entry.documentId, fillDocument(deps, view, document, given, free)]),
  );
  return signInvitation(deps, invitationId, submission);
}

function refuseUnknown(live: readonly DocumentView[], given: GivenValues): void {
  const known = new Set(live.flatMap(ownFields).map((field) => field.apiId));
  const details: ErrorDetail[] = Object.keys(given)
    .filter((apiId) => !known.has(apiId))
    .map((apiId) => ({ message: `This signer has no field "${apiId.slice(0, 100)}".` }));
  if (details.length > 0) throw new SandboxError(422, "Some fields are unknown.", { details });
}

function fillDocument(
  deps: Deps,
  view: InvitationView,
  document: DocumentView,
  given: GivenValues,
  free: boolean,
): EnteredDocument {
  const fields = ownFields(document);
  const values = new Map<string, EnteredValue>();
  const filledGroups = new Set<string>();
  for (const field of fields) {
    const group = field.groupId;
    const needed = field.required && !field.readOnly && (group === undefined || !filledGroups.has(group));
    const asked = given[field.apiId];
    const value =
      asked === undefined
        ? needed
          ? fill(deps, view, field, fields, given)
          : undefined
        : givenValue(field, asked);
    if (value) values.set(field.fieldId, value);
    if (value && group !== undefined) filledGroups.add(group);
  }
  return { values, placements: free ? [placeAnywhere(view, document)] : [] };
}

// Several boxes of a form share one api_id; there the value is the number of the box.
function givenValue(field: Field, asked: string | boolean): EnteredValue {
  if (field.type === "SIGNATURE" || field.type === "INITIALS") {
    return { signature: { kind: "typed", text: String(asked) } };
  }
  if (field.index !== undefined && typeof asked === "string" && /^\d+$/.test(asked)) {
    return { value: String(Number(asked) === field.index) };
  }
  return { value: String(asked) };
}

function fill(
  deps: Deps,
  { invitation }: InvitationView,
  field: Field,
  fields: readonly Field[],
  given: GivenValues,
): EnteredValue | undefined {
  const name = nameFrom(invitation.email);
  switch (field.type) {
    case "SIGNATURE":
      return { signature: { kind: "typed", text: name } };
    case "INITIALS":
      return { signature: { kind: "typed", text: name.replace(/(\S)\S*\s*/g, "$1") } };
    case "DATE":
      return field.content ? undefined : { value: new Date(deps.clock.now()).toISOString().slice(0, 10) };
    case "TEXT":
      return field.content ? undefined : { value: "Sandbox".slice(0, field.maxLength) };
    case "ATTACHMENT":
      return { attachmentId: attachSample(deps, invitation.invitationId, field.fieldId) };
    case "CHECKBOX":
    case "RADIO": {
      const group = fields.filter((other) => field.groupId !== undefined && other.groupId === field.groupId);
      const settled = group.some((other) => other.content !== undefined || given[other.apiId] !== undefined);
      return settled ? undefined : { value: "true" };
    }
  }
}

function attachSample(deps: Deps, invitationId: string, fieldId: string): string {
  const bytes = Buffer.from("A sample attachment of the DigiSigner sandbox.\n", "utf8");
  const file = { name: "attachment.txt", type: "text/plain", bytes };
  return addAttachment(deps, invitationId, fieldId, file).attachment_id;
}

/** `jane.doe@example.com` becomes `Jane Doe`. */
function nameFrom(email: string): string {
  const words = (email.split("@")[0] ?? email).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(" ") || email;
}

// Bottom of the last page, one place beside the other so that several signers do not overlap.
function placeAnywhere({ invitation }: InvitationView, { document, mine }: DocumentView): Placement {
  const page = Math.max(0, document.pages.length - 1);
  const width = document.pages[page]?.width ?? 612;
  const columns = Math.max(1, Math.floor((width - 72) / 170));
  const x = 36 + (mine.position % columns) * 170;
  const y = 36 + Math.floor(mine.position / columns) * 60;
  const text = nameFrom(invitation.email);
  return { page, rectangle: [x, y, x + 160, y + 50], signature: { kind: "typed", text } };
}
