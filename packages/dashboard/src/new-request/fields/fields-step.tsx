// Places fields on the documents; optional, since a signer without fields may sign anywhere.
import { TriangleAlert } from "lucide-react";
import { useId, useRef, useState } from "react";
import { loadContent } from "../../documents/queries.ts";
import { plural } from "../../format/size.ts";
import { usePdf } from "../../pdf/use-pdf.ts";
import { Segments } from "../../ui/segments.tsx";
import { FailureState, Loading, Skeleton } from "../../ui/states.tsx";
import type { Draft, DraftField } from "../draft.ts";
import type { DraftTag } from "../use-text-tags.ts";
import {
  changeField,
  clearProperty,
  duplicateField,
  fieldWarnings,
  freeSpot,
  newField,
  removeField,
} from "./edit-fields.ts";
import { FieldPages, type FieldPagesHandle } from "./field-pages.tsx";
import type { FieldType } from "./field-types.ts";
import type { Rectangle } from "./geometry.ts";
import { Palette } from "./palette.tsx";
import { Properties } from "./properties.tsx";

export interface FieldsStepProps {
  draft: Draft;
  /** Those that will become fields. */
  tags: readonly DraftTag[];
  patch: (part: (draft: Draft) => Partial<Draft>) => void;
}

export default function FieldsStep({ draft, tags, patch }: FieldsStepProps) {
  const [documentId, setDocumentId] = useState(draft.documents[0]?.documentId ?? "");
  const [signerKey, setSignerKey] = useState(draft.signers[0]?.key ?? "");
  const [selected, setSelected] = useState<string>();
  const pages = useRef<FieldPagesHandle>(null);
  const instructionsId = useId();
  const { state, reload } = usePdf({ id: documentId, load: () => loadContent(documentId) });
  const field = draft.fields.find(({ key }) => key === selected);

  const focusField = (key: string) => {
    setSelected(key);
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-field="${key}"]`)?.focus());
  };
  const place = (type: FieldType, page: number, rectangle: Rectangle) => {
    const { field, key } = newField(draft.fields, { type, documentId, signerKey, page, rectangle });
    patch(({ fields }) => ({ fields: [...fields, field] }));
    focusField(key);
  };
  const put = async (type: FieldType) => {
    const spot = await pages.current?.middle(type);
    if (spot === undefined) return;
    const taken = draft.fields.filter((each) => each.documentId === documentId && each.page === spot.page);
    place(
      type,
      spot.page,
      freeSpot(
        spot.rectangle,
        taken.map(({ rectangle }) => rectangle),
      ),
    );
  };
  const change = (key: string, part: Partial<DraftField>) =>
    patch(({ fields }) => ({ fields: changeField(fields, key, part) }));
  const remove = (key: string) => {
    patch(({ fields }) => ({ fields: removeField(fields, key) }));
    setSelected(undefined);
    pages.current?.focus();
  };
  const duplicate = (key: string) => {
    const done = duplicateField(draft.fields, key);
    if (done === undefined) return;
    patch(() => ({ fields: done.fields }));
    focusField(done.key);
  };
  const warnings = fieldWarnings(draft.fields, draft.signers, tags);

  return (
    <div className="grid items-start gap-5 lg:grid-cols-[13rem_minmax(0,1fr)_15rem]">
      <p id={instructionsId} hidden>
        Arrow keys move by one point, with Shift by ten. Alt and arrow keys change the size. Delete removes, D
        duplicates.
      </p>
      <div className="lg:sticky lg:top-5">
        <Palette
          draft={draft}
          signerKey={signerKey}
          onSigner={setSignerKey}
          onPut={(type) => void put(type)}
          ready={state.status === "ready"}
        />
      </div>
      <div className="min-w-0 overflow-hidden rounded-lg border bg-surface shadow-raised">
        {draft.documents.length > 1 && (
          <div className="border-b p-2">
            <Segments
              label="Document"
              value={documentId}
              onChange={(next) => {
                setDocumentId(next);
                setSelected(undefined);
              }}
              options={draft.documents.map((each) => ({ value: each.documentId, label: each.title }))}
            />
          </div>
        )}
        {state.status === "failed" ? (
          <FailureState title="The PDF could not be shown" error={state.error} onRetry={reload} />
        ) : state.status === "loading" ? (
          <Loading label="Loading the PDF">
            <Skeleton className="h-[36rem] rounded-none" />
          </Loading>
        ) : (
          <FieldPages
            ref={pages}
            pdf={state.pdf}
            draft={draft}
            tags={tags.filter((tag) => tag.documentId === documentId)}
            documentId={documentId}
            selected={selected}
            instructionsId={instructionsId}
            onSelect={setSelected}
            onPlace={place}
            onChange={change}
            onRemove={remove}
            onDuplicate={duplicate}
          />
        )}
      </div>
      <section aria-label="Field properties" className="flex flex-col gap-4 lg:sticky lg:top-5">
        {field === undefined ? (
          <p className="text-sm text-faint">
            {draft.fields.length > 0
              ? "Choose a field to change its properties."
              : tags.length > 0
                ? `${plural(tags.length, "text tag")} will become fields; those placed here come on top.`
                : "No fields yet. Without any, each signer may sign anywhere in the document."}
          </p>
        ) : (
          <Properties
            key={field.key}
            draft={draft}
            field={field}
            onChange={(part) => change(field.key, part)}
            onClear={(name) => patch(({ fields }) => ({ fields: clearProperty(fields, field.key, name) }))}
            onRemove={() => remove(field.key)}
            onDuplicate={() => duplicate(field.key)}
          />
        )}
        {warnings.length > 0 && (
          <ul className="flex flex-col gap-1.5 border-t pt-3 text-sm text-warn">
            {warnings.map((warning) => (
              <li key={warning} className="flex gap-1.5">
                <TriangleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
                {warning}
              </li>
            ))}
          </ul>
        )}
      </section>
    </div>
  );
}
