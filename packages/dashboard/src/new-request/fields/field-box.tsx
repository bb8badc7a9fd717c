// One field on a page: moved and resized by pointer or by keyboard.
import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import type { DraftField } from "../draft.ts";
import { fieldTypes, isRequired } from "./field-types.ts";
import {
  type Box,
  boxOf,
  type Handle,
  insidePage,
  type Rectangle,
  rectangleOf,
  resized,
  type Viewport,
} from "./geometry.ts";
import { type Guide, snap } from "./snapping.ts";

export interface FieldBoxProps {
  field: DraftField;
  viewport: Viewport;
  selected: boolean;
  owner: string;
  color: { soft: string; solid: string; ink: string };
  /** Boxes of the other fields on the page. */
  others: readonly Box[];
  instructionsId: string;
  onSelect: () => void;
  onChange: (rectangle: Rectangle) => void;
  onGuides: (guides: Guide[]) => void;
  onRemove: () => void;
  onDuplicate: () => void;
}

const HANDLES: Handle[] = ["nw", "n", "ne", "e", "se", "s", "sw", "w"];
/** CSS pixels. A side shorter than this has no handle in its middle, or nothing would be left to move the field by. */
const ROOM = 40;
const SMALLEST = 8;
const STEPS: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export function FieldBox(props: FieldBoxProps) {
  const { field, viewport, selected, owner, color, others, onSelect, onChange, onGuides } = props;
  const look = fieldTypes[field.type];
  const Icon = look.icon;
  const box = boxOf(field.rectangle, viewport);
  const drag = useRef<{ x: number; y: number; box: Box; handle: Handle | undefined }>(undefined);

  const start = (event: PointerEvent<HTMLElement>, handle?: Handle) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    onSelect();
    drag.current = { x: event.clientX, y: event.clientY, box, handle };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const move = (event: PointerEvent<HTMLElement>) => {
    const from = drag.current;
    if (from === undefined) return;
    const dx = event.clientX - from.x;
    const dy = event.clientY - from.y;
    if (from.handle !== undefined) {
      onChange(rectangleOf(insidePage(resized(from.box, from.handle, dx, dy, SMALLEST), viewport), viewport));
      return;
    }
    const moved = { ...from.box, left: from.box.left + dx, top: from.box.top + dy };
    const { box: drawn, guides } = event.altKey ? { box: moved, guides: [] } : snap(moved, others, viewport);
    onGuides(guides);
    onChange(rectangleOf(insidePage(drawn, viewport), viewport));
  };
  const end = () => {
    drag.current = undefined;
    onGuides([]);
  };
  const press = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step !== undefined) {
      event.preventDefault();
      // One point of the PDF, or ten, whatever the zoom.
      const point = (viewport.width / cropWidth(viewport)) * (event.shiftKey ? 10 : 1);
      const [dx, dy] = [step[0] * point, step[1] * point];
      const next = event.altKey
        ? resized(box, "se", dx, dy, SMALLEST)
        : { ...box, left: box.left + dx, top: box.top + dy };
      onChange(rectangleOf(insidePage(next, viewport), viewport));
      return;
    }
    if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      props.onRemove();
    }
    if (event.key.toLowerCase() === "d" && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      props.onDuplicate();
    }
  };

  const [x1, y1, x2, y2] = field.rectangle;
  const words = field.content ?? field.label ?? look.label;
  return (
    <div className="absolute" style={{ left: box.left, top: box.top, width: box.width, height: box.height }}>
      <button
        type="button"
        data-field={field.key}
        aria-label={`${look.label} of ${owner}${isRequired(field) ? ", required" : ""}; page ${field.page + 1}, ${x1} points from the left, ${y1} from the bottom, ${x2 - x1} by ${y2 - y1}`}
        aria-describedby={props.instructionsId}
        aria-pressed={selected}
        onFocus={onSelect}
        onKeyDown={press}
        onPointerDown={start}
        onPointerMove={move}
        onPointerUp={end}
        onPointerCancel={end}
        className="flex size-full cursor-move touch-none items-center gap-1 overflow-hidden rounded-[3px] border-[1.5px] px-1 text-left text-xs font-medium outline-offset-2 select-none [color-scheme:light]"
        style={{
          background: `color-mix(in oklab, ${color.soft} 82%, transparent)`,
          borderColor: color.solid,
          color: color.ink,
          borderStyle: isRequired(field) ? "solid" : "dashed",
        }}
      >
        {box.width > 12 && <Icon aria-hidden className="size-3.5 shrink-0" strokeWidth={2.2} />}
        {box.width > 44 && <span className="truncate">{words}</span>}
      </button>
      {selected &&
        handlesOf(box).map((handle) => (
          <span
            key={handle}
            aria-hidden
            data-handle={handle}
            onPointerDown={(event) => start(event, handle)}
            onPointerMove={move}
            onPointerUp={end}
            onPointerCancel={end}
            className="absolute size-2.5 touch-none rounded-full border-2 bg-white before:absolute before:-inset-2 before:content-['']"
            style={{ borderColor: color.solid, cursor: `${handle}-resize`, ...placeOf(handle, box) }}
          />
        ))}
    </div>
  );
}

const cropWidth = (viewport: Viewport): number => {
  const [left = 0, bottom = 0, right = 0, top = 0] = viewport.viewBox;
  const upright = viewport.width / viewport.height > 1 === (right - left) / (top - bottom) > 1;
  return upright ? right - left : top - bottom;
};

const isSmall = ({ width, height }: Box): boolean => width < ROOM && height < ROOM;

const handlesOf = (box: Box): Handle[] => {
  if (isSmall(box)) return ["se"];
  return HANDLES.filter((handle) => {
    if (handle === "n" || handle === "s") return box.height >= ROOM;
    if (handle === "e" || handle === "w") return box.width >= ROOM;
    return true;
  });
};

const placeOf = (handle: Handle, box: Box) =>
  isSmall(box)
    ? { left: "calc(100% + 5px)", top: "calc(100% + 5px)" }
    : {
        left: handle.includes("w") ? -5 : handle.includes("e") ? "calc(100% - 5px)" : "calc(50% - 5px)",
        top: handle.includes("n") ? -5 : handle.includes("s") ? "calc(100% - 5px)" : "calc(50% - 5px)",
      };
