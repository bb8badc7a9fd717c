// Whose field, and which: dragged onto a page, or put into the middle of the page in view.
import { clsx } from "clsx";
import type { Draft } from "../draft.ts";
import { signerColor } from "../signer-colors.ts";
import { type FieldType, fieldTypeOrder, fieldTypes } from "./field-types.ts";
import { FIELD_DRAG } from "./page-fields.tsx";

export interface PaletteProps {
  draft: Draft;
  signerKey: string;
  onSigner: (key: string) => void;
  onPut: (type: FieldType) => void;
  /** False while there is no page to put a field on. */
  ready: boolean;
}

export function Palette({ draft, signerKey, onSigner, onPut, ready }: PaletteProps) {
  const current = Math.max(
    0,
    draft.signers.findIndex(({ key }) => key === signerKey),
  );
  const color = signerColor(current);
  return (
    <div className="flex flex-col gap-4">
      <fieldset className="min-w-0">
        <legend className="mb-1.5 text-sm font-medium">Fields for</legend>
        <div className="flex flex-col gap-1">
          {draft.signers.map((signer, index) => {
            const count = draft.fields.filter((field) => field.signerKey === signer.key).length;
            return (
              <label
                key={signer.key}
                className={clsx(
                  "flex cursor-pointer items-center gap-2 rounded-md border px-2 py-1.5 transition-colors hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-focus",
                  index === current ? "border-line-strong bg-surface" : "border-transparent",
                )}
              >
                <input
                  type="radio"
                  name="field-signer"
                  checked={index === current}
                  onChange={() => onSigner(signer.key)}
                  className="sr-only"
                />
                <span
                  aria-hidden
                  className="size-3 shrink-0 rounded-full"
                  style={{ background: signerColor(index).solid }}
                />
                <span className="min-w-0 flex-1 truncate">
                  {signer.name.trim() || signer.email.trim() || `Signer ${index + 1}`}
                </span>
                <span className="tnum text-xs text-faint">
                  {count}
                  <span className="sr-only"> fields</span>
                </span>
              </label>
            );
          })}
        </div>
      </fieldset>
      <section aria-label="Field types">
        <p className="mb-1.5 text-sm text-faint">Drag onto the page, or press to put it there.</p>
        <div className="grid grid-cols-2 gap-1.5 lg:grid-cols-1">
          {fieldTypeOrder.map((type) => {
            const { label, icon: Icon } = fieldTypes[type];
            return (
              <button
                key={type}
                type="button"
                draggable={ready}
                disabled={!ready}
                onDragStart={(event) => {
                  event.dataTransfer.setData(FIELD_DRAG, type);
                  event.dataTransfer.effectAllowed = "copy";
                }}
                onClick={() => onPut(type)}
                className="flex h-8.5 cursor-grab items-center gap-2 rounded-md border bg-surface px-2.5 text-left font-medium shadow-raised transition-colors hover:bg-hover active:cursor-grabbing disabled:cursor-wait disabled:text-faint"
              >
                <Icon aria-hidden className="size-4" strokeWidth={2} style={{ color: color.solid }} />
                {label}
              </button>
            );
          })}
        </div>
      </section>
    </div>
  );
}
