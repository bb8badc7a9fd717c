// The layer of fields over one page: takes drops from the palette and shows the lines that fields are drawn to.
import { clsx } from "clsx";
import { useState } from "react";
import type { Draft, DraftField } from "../draft.ts";
import { signerColor } from "../signer-colors.ts";
import type { TextTag } from "../text-tags.ts";
import { FieldBox } from "./field-box.tsx";
import { type FieldType, fieldTypes } from "./field-types.ts";
import { boxOf, insidePage, type Rectangle, rectangleOf, type Viewport } from "./geometry.ts";
import type { Guide } from "./snapping.ts";
import { TagGhost } from "./tag-ghost.tsx";

export const FIELD_DRAG = "application/x-creditnexus-field";

export interface PageFieldsProps {
  draft: Draft;
  /** Text tags of the document that will become fields. */
  tags: readonly TextTag[];
  documentId: string;
  /** From 0. */
  page: number;
  viewport: Viewport;
  selected: string | undefined;
  instructionsId: string;
  onSelect: (key: string | undefined) => void;
  onPlace: (type: FieldType, page: number, rectangle: Rectangle) => void;
  onChange: (key: string, part: Partial<DraftField>) => void;
  onRemove: (key: string) => void;
  onDuplicate: (key: string) => void;
}

/** The rectangle of a new field around a point of the drawn page, upright as it is seen. */
export const rectangleAround = (type: FieldType, x: number, y: number, viewport: Viewport): Rectangle => {
  const [left = 0, , right = 0] = viewport.viewBox;
  const [top = 0, bottom = 0] = [viewport.viewBox[3], viewport.viewBox[1]];
  // Pixels per point; both sides of the page are scaled alike.
  const scale = Math.sqrt((viewport.width * viewport.height) / ((right - left) * (top - bottom)));
  const width = fieldTypes[type].width * scale;
  const height = fieldTypes[type].height * scale;
  return rectangleOf(
    insidePage({ left: x - width / 2, top: y - height / 2, width, height }, viewport),
    viewport,
  );
};

export function PageFields(props: PageFieldsProps) {
  const { draft, documentId, page, viewport, selected, instructionsId } = props;
  const [guides, setGuides] = useState<Guide[]>([]);
  const [over, setOver] = useState(false);
  const fields = draft.fields.filter((field) => field.documentId === documentId && field.page === page);
  const others = (key: string) =>
    fields.filter((field) => field.key !== key).map((field) => boxOf(field.rectangle, viewport));

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a drop area; everything it does has a button too
    <div
      className={clsx("absolute inset-0", over && "bg-accent/10 outline-2 outline-accent")}
      onPointerDown={() => props.onSelect(undefined)}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(FIELD_DRAG)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        const type = event.dataTransfer.getData(FIELD_DRAG);
        if (!(type in fieldTypes)) return;
        event.preventDefault();
        const area = event.currentTarget.getBoundingClientRect();
        props.onPlace(
          type as FieldType,
          page,
          rectangleAround(type as FieldType, event.clientX - area.left, event.clientY - area.top, viewport),
        );
      }}
    >
      {props.tags
        .filter((tag) => tag.page === page)
        .map((tag) => (
          <TagGhost key={tag.rectangle.join(" ")} tag={tag} draft={draft} viewport={viewport} />
        ))}
      {fields.map((field) => {
        const at = draft.signers.findIndex(({ key }) => key === field.signerKey);
        const signer = draft.signers[at];
        return (
          <FieldBox
            key={field.key}
            field={field}
            viewport={viewport}
            selected={field.key === selected}
            owner={signer?.name.trim() || signer?.email.trim() || `signer ${at + 1}`}
            color={signerColor(at)}
            others={others(field.key)}
            instructionsId={instructionsId}
            onSelect={() => props.onSelect(field.key)}
            onChange={(rectangle) => props.onChange(field.key, { rectangle })}
            onGuides={setGuides}
            onRemove={() => props.onRemove(field.key)}
            onDuplicate={() => props.onDuplicate(field.key)}
          />
        );
      })}
      {guides.map(({ axis, at }) => (
        <span
          key={axis}
          aria-hidden
          className={clsx(
            "pointer-events-none absolute bg-accent",
            axis === "x" ? "inset-y-0 w-px" : "inset-x-0 h-px",
          )}
          style={axis === "x" ? { left: at } : { top: at }}
        />
      ))}
    </div>
  );
}
