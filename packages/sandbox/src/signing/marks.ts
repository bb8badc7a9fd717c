// What a filled field draws on the paper. Signatures always carry a line that says they are a sandbox's.
import type { FieldValue, Mark } from "@creditnexus/pdf";
import type { Field } from "../fields/store.ts";
import { CAPTION_SIZE, captionFor, type SignerStamp } from "./caption.ts";
import type { FilledField } from "./check-values.ts";
import type { Placement, Signature } from "./read-submission.ts";
import { normaliseRectangle } from "./rectangle.ts";
import type { Rectangle, SessionPage } from "./session.ts";

const CAPTION_HEIGHT = 6;
const INK = "#1a237e";
const GREY = "#5f6368";

/**
 * Incidental text is not what the signer entered: an address in a caption, a file's name. A letter of it that no font has
 * is printed as `?` instead of keeping the signer from signing; the record has it whole.
 */
export type PaperMark = Mark & { readonly incidental?: boolean };

/** Clockwise turn of a page, by its 0-based number. */
export type RotationOf = (page: number) => 0 | 90 | 180 | 270;

/** AcroForm fields are written into the form instead, see {@link formValues}. */
export function marksOf(
  filled: readonly FilledField[],
  stamp: SignerStamp,
  rotationOf: RotationOf,
): PaperMark[] {
  return filled.flatMap((item) => {
    const { field, signature, submitted } = item;
    const rectangle = normaliseRectangle(field.rectangle);
    const { page } = field;
    if (signature) {
      const place = { page, rectangle, rotation: rotationOf(page) };
      return signatureMarks(place, signature, field.type === "SIGNATURE" ? stamp : undefined);
    }
    if (field.name !== undefined) return [];
    if (field.type === "CHECKBOX" || field.type === "RADIO") return [{ kind: "check", page, rectangle }];
    const text = field.type === "ATTACHMENT" ? `Attached: ${submitted}` : submitted;
    return [
      {
        kind: "text",
        page,
        rectangle,
        text,
        valign: text.includes("\n") ? "top" : "middle",
        incidental: field.type === "ATTACHMENT",
        ...(field.fontSize === undefined ? {} : { fontSize: field.fontSize }),
        ...(field.alignment === undefined ? {} : { align: field.alignment === "RIGHT" ? "right" : "center" }),
      },
    ];
  });
}

export function placementMarks(
  placements: readonly Placement[],
  stamp: SignerStamp,
  rotationOf: RotationOf,
): PaperMark[] {
  return placements.flatMap(({ page, rectangle, signature }) =>
    // The signer gave the picture exactly this size and place, so the line goes below it.
    signatureMarks({ page, rectangle, rotation: rotationOf(page) }, signature, stamp, "below"),
  );
}

/** A line at the foot of the first page, for documents without the TEST watermark. */
export function sandboxNote({ width, height, rotation }: SessionPage): Mark {
  const foot = bottomStrip([0, 0, width, height], rotation, 3 * CAPTION_HEIGHT);
  const text = "Signed in a DigiSigner sandbox. Nothing in this document is binding.";
  return {
    kind: "text",
    page: 0,
    rectangle: foot,
    text,
    fontSize: 6,
    align: "center",
    valign: "middle",
    color: GREY,
  };
}

interface Place {
  page: number;
  rectangle: Rectangle;
  rotation: 0 | 90 | 180 | 270;
}

function signatureMarks(
  place: Place,
  signature: Signature,
  stamp: SignerStamp | undefined,
  line: "inside" | "below" = "inside",
): PaperMark[] {
  const { page, rectangle, rotation } = place;
  // A low field has no room for the line inside; then it stands just below.
  const inside =
    stamp !== undefined && line === "inside" && heightAsSeen(rectangle, rotation) >= 4 * CAPTION_HEIGHT;
  const area = inside ? raiseBottom(rectangle, rotation, CAPTION_HEIGHT) : rectangle;
  const ink: Mark = signature.image
    ? { kind: "image", page, rectangle: area, image: signature.image, anchor: "bottom-left" }
    : {
        kind: "text",
        page,
        rectangle: area,
        text: signature.text ?? "",
        font: "script",
        fontSize: Math.max(6, Math.min(28, heightAsSeen(area, rotation) * 0.7)),
        valign: "bottom",
        color: INK,
      };
  if (!stamp) return [ink];
  const outer = inside ? rectangle : raiseBottom(rectangle, rotation, -CAPTION_HEIGHT);
  const caption = bottomStrip(outer, rotation, CAPTION_HEIGHT);
  const text = captionFor(stamp, widthAsSeen(rectangle, rotation));
  return [
    ink,
    {
      kind: "text",
      page,
      rectangle: caption,
      text,
      fontSize: CAPTION_SIZE,
      valign: "middle",
      color: GREY,
      incidental: true,
    },
  ];
}

function widthAsSeen([x1, y1, x2, y2]: Rectangle, rotation: number): number {
  return rotation % 180 === 0 ? x2 - x1 : y2 - y1;
}

function heightAsSeen([x1, y1, x2, y2]: Rectangle, rotation: number): number {
  return rotation % 180 === 0 ? y2 - y1 : x2 - x1;
}

// The edge that a reader sees at the bottom is another one on a turned page.
function raiseBottom([x1, y1, x2, y2]: Rectangle, rotation: Place["rotation"], by: number): Rectangle {
  if (rotation === 90) return [x1, y1, x2 - by, y2];
  if (rotation === 180) return [x1, y1, x2, y2 - by];
  if (rotation === 270) return [x1 + by, y1, x2, y2];
  return [x1, y1 + by, x2, y2];
}

function bottomStrip([x1, y1, x2, y2]: Rectangle, rotation: Place["rotation"], height: number): Rectangle {
  if (rotation === 90) return [x2 - height, y1, x2, y2];
  if (rotation === 180) return [x1, y2 - height, x2, y2];
  if (rotation === 270) return [x1, y1, x1 + height, y2];
  return [x1, y1, x2, y1 + height];
}

/**
 * What goes into the PDF's own form.
 *
 * @param fields The signer's own fields: boxes of a form that were switched off are written as well.
 */
export function formValues(fields: readonly Field[], filled: readonly FilledField[]): FieldValue[] {
  const values = new Map<string, string>();
  for (const { name, type, readOnly } of fields) {
    // Radio buttons of a form can be chosen, but mostly not given up again.
    if (name === undefined || type === "SIGNATURE" || type === "RADIO" || readOnly) continue;
    values.set(name, type === "CHECKBOX" ? "false" : "");
  }
  for (const { field, submitted } of filled) {
    const { name, type, index } = field;
    if (name === undefined || type === "SIGNATURE") continue;
    const box = index === undefined ? "true" : String(index);
    values.set(name, type === "RADIO" || type === "CHECKBOX" ? box : submitted);
  }
  return [...values].map(([name, value]) => ({ name, value }));
}
