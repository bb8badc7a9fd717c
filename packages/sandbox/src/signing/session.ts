// The JSON a signing page exchanges with the sandbox: one invitation as its signer sees it.
import type { FieldType } from "@creditnexus/digisigner/wire";

/**
 * `waiting`: others have to sign first. `open`: may sign now. `signed`: done. `cancelled`: every document of
 * the invitation was deleted.
 */
export type InvitationStatus = "waiting" | "open" | "signed" | "cancelled";

/** Lower-left and upper-right corner in PDF points, from the bottom-left of the unrotated crop box. */
export type Rectangle = [x1: number, y1: number, x2: number, y2: number];

/** One page; `width` and `height` are those of the unrotated crop box in points. */
export interface SessionPage {
  width: number;
  height: number;
  /** Clockwise turn a viewer applies when it shows the page. */
  rotation: 0 | 90 | 180 | 270;
  /** In PDF user space: `[x1, y1, x2, y2]`. Field rectangles count from its lower-left corner. */
  crop_box: Rectangle;
}

/** One field on a document, of this signer (`mine`) or of another one. */
export interface SessionField {
  field_id: string;
  api_id: string;
  type: FieldType;
  /** 0-based; may lie outside the document, then the field is not drawn and never blocks signing. */
  page: number;
  rectangle: Rectangle;
  required: boolean;
  read_only: boolean;
  label?: string;
  /** What the sender preset. Check boxes and radio buttons: `"Y"` when ticked. */
  content?: string;
  /** What its signer entered; present once `status` is `FILLED`. */
  submitted_content?: string;
  /** Radio buttons (and check boxes) of one group; of radio buttons at most one is ticked. */
  group_id?: string;
  max_length?: number;
  /** In points. */
  font_size?: number;
  alignment?: "CENTER" | "RIGHT";
  /** True when the field is an AcroForm field of the PDF. */
  pdf_field?: boolean;
  /** Number of the box inside a set of AcroForm check boxes. */
  index?: number;
  mine: boolean;
  status: "EMPTY" | "FILLED";
}

/** One document of the invitation. */
export interface SessionDocument {
  document_id: string;
  title: string;
  page_count: number;
  pages: SessionPage[];
  /** Path of the PDF in its current state. */
  content_url: string;
  /** Set when the document was deleted: it is shown as cancelled and takes no values. */
  cancelled?: true;
  fields: SessionField[];
}

/** Answer of `GET /online/api/invitations/{invitation_id}`. */
export interface SigningSession {
  invitation_id: string;
  status: InvitationStatus;
  /** True: the code is still to be entered; title, message and documents are withheld (empty) until then. */
  access_code_required: boolean;
  /** True after too many wrong codes: this invitation takes no more tries. */
  access_code_locked?: true;
  signer: { email: string; role?: string };
  /** Show the page without logos, borders and background. */
  embedded: boolean;
  mode: "TEST" | "PROD";
  branding?: { email_from_field?: string; reply_to_email?: string };
  title: string;
  message?: string;
  bundle: boolean;
  documents: SessionDocument[];
  /** True: the signer has no fields at all and may place a signature anywhere. */
  free_placement: boolean;
  /** Masked e-mails of those who have to sign first; only when `status` is `waiting`. */
  waiting_for?: string[];
  redirect_after_signing_to_url?: string;
}

/** A signature or initials as the signer made it. */
export interface SubmittedSignature {
  kind: "drawn" | "typed" | "uploaded";
  /** PNG or JPEG, base64 without a `data:` prefix. Only a typed one may omit it: its `text` is set in type. */
  image_png_base64?: string;
  text?: string;
}

/** The value of one field: `value` for text, date, check box and radio button, else the other two. */
export interface SubmittedValue {
  field_id: string;
  value?: string | boolean;
  signature?: SubmittedSignature;
  attachment_id?: string;
}

/** A signature put where the signer wanted it (only with `free_placement`). */
export interface SubmittedPlacement {
  type: "SIGNATURE";
  page: number;
  rectangle: Rectangle;
  signature: SubmittedSignature;
}

/** Body of `POST /online/api/invitations/{invitation_id}/sign`. Documents left out take their presets. */
export interface SignSubmission {
  documents: {
    document_id: string;
    values?: SubmittedValue[];
    placements?: SubmittedPlacement[];
  }[];
}

/** Its answer. `redirect_url`: go there at once. */
export interface SignResult {
  status: "signed";
  redirect_url?: string;
}

/** Body of `POST …/access_code`; answered `{}` with a cookie, 403 when wrong, 429 when locked. */
export interface AccessCodeSubmission {
  access_code: string;
}

/** Answer of `POST …/attachments` (multipart: `field_id`, `file`). */
export interface UploadedAttachment {
  attachment_id: string;
  filename: string;
  /** In bytes. */
  size: number;
}

/** Any refusal: 400, 403 (access code missing or wrong), 404, 409 (waiting, signed, cancelled), 413, 422, 429. */
export interface SigningProblem {
  message: string;
  errors?: { message: string; field_id?: string }[];
}
