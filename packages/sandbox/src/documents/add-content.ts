// Draws ready-made signatures onto a document: images or drawn line segments, at a rectangle's lower-left corner.
import type { Mark, Segment } from "@creditnexus/pdf";
import { recordAudit } from "../audit/record.ts";
import { getContent, putContent } from "../contents/store.ts";
import type { Db } from "../db/open.ts";
import type { Deps } from "../deps.ts";
import { type ErrorDetail, SandboxError } from "../errors.ts";
import { replaceSentContent } from "../requests/store.ts";
import { decodeImage } from "../signing/image.ts";
import { normaliseRectangle } from "../signing/rectangle.ts";
import { Reader } from "../wire/reader.ts";
import { refusingBadPdf } from "./pdf-errors.ts";
import { type Document, documentLock, requireDocument, setBaseContent } from "./store.ts";

/** A missing or empty `signatures` changes nothing: an official client sends them under another key. */
export async function addContent(
  deps: Deps,
  document: Document,
  body: Record<string, unknown>,
): Promise<void> {
  const details: ErrorDetail[] = [];
  const marks = new Reader(body, details).objects("signatures").flatMap((item) => readSignature(item));
  if (details.length > 0) throw new SandboxError(400, "The content is not valid.", { details });
  const drawable = marks.filter((mark) => "page" in mark && document.pages[mark.page] !== undefined);
  if (drawable.length === 0) return;
  const { accountId, documentId } = document;
  await deps.locks.run(documentLock(documentId), () => draw(deps, { accountId, documentId }, drawable));
}

async function draw(
  { db, clock, pdf }: Deps,
  { accountId, documentId }: { accountId: string; documentId: string },
  marks: readonly Mark[],
): Promise<void> {
  // As it is now: what came before in the queue may have drawn on it too.
  const before = requireUnsigned(db, accountId, documentId).baseContent;
  const bytes = getContent(db, before);
  const stamped = await refusingBadPdf(() => pdf.stamp(bytes, marks));
  db.transaction(() => {
    // A signature may have come while it was drawn.
    requireUnsigned(db, accountId, documentId);
    const after = putContent(db, stamped);
    setBaseContent(db, documentId, after);
    replaceSentContent(db, documentId, before, after);
    recordAudit(db, clock.now(), { action: "content_added", accountId, documentId });
  });
}

function requireUnsigned(db: Db, accountId: string, documentId: string): Document {
  const document = requireDocument(db, accountId, documentId);
  if (document.currentContent === document.baseContent) return document;
  throw new SandboxError(409, `Document "${documentId}" is being signed; it takes no more content.`);
}

function readSignature(reader: Reader): Mark[] {
  const page = reader.integer("page");
  if (page === undefined) reader.refuse("page", "must be the page's number, from 0");
  const rectangle = normaliseRectangle(reader.rectangle("rectangle") ?? [0, 0, 0, 0]);
  const image = reader.string("image");
  const drawn = reader.string("draw_coordinates");
  if (page === undefined) return [];
  if (drawn !== undefined) {
    const segments = readSegments(drawn);
    if (!segments) reader.refuse("draw_coordinates", 'must be a JSON text of [{"lx","ly","mx","my"}, …]');
    else if (image === undefined) return [{ kind: "strokes", page, rectangle, segments }];
  }
  if (image === undefined) {
    if (drawn === undefined) reader.refuse("image", "is required: PNG or JPEG in base64");
    return [];
  }
  const bytes = decodeImage(image);
  if (!bytes) {
    reader.refuse("image", "must be a PNG or JPEG in base64");
    return [];
  }
  return [{ kind: "image", page, rectangle, image: bytes, anchor: "bottom-left" }];
}

function readSegments(json: string): Segment[] | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    // Not JSON: the caller's detail says what is expected.
    return undefined;
  }
  if (!Array.isArray(value)) return undefined;
  const segments = value.map((item: unknown) => {
    const details: ErrorDetail[] = [];
    const coordinate = (key: string): number => {
      const found = typeof item === "object" && item !== null ? Number(Reflect.get(item, key)) : Number.NaN;
      if (!Number.isFinite(found)) details.push({ message: key });
      return found;
    };
    const segment = {
      lx: coordinate("lx"),
      ly: coordinate("ly"),
      mx: coordinate("mx"),
      my: coordinate("my"),
    };
    return details.length === 0 ? segment : undefined;
  });
  return segments.includes(undefined) ? undefined : segments.filter((segment) => segment !== undefined);
}
