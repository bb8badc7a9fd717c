// The properties of the chosen field.
import { useQuery } from "@tanstack/react-query";
import { Copy, Trash2 } from "lucide-react";
import { documentQuery } from "../../documents/queries.ts";
import { Button } from "../../ui/button.tsx";
import { Choice } from "../../ui/choice.tsx";
import { TextField } from "../../ui/field.tsx";
import { Toggle } from "../../ui/toggle.tsx";
import type { Draft, DraftField } from "../draft.ts";
import { fieldTypes, isRequired } from "./field-types.ts";
import { withinPage } from "./geometry.ts";

export interface PropertiesProps {
  draft: Draft;
  field: DraftField;
  onChange: (part: Partial<DraftField>) => void;
  onClear: (name: "label" | "content" | "api_id" | "group_id") => void;
  onRemove: () => void;
  onDuplicate: () => void;
}

export function Properties({ draft, field, onChange, onClear, onRemove, onDuplicate }: PropertiesProps) {
  const look = fieldTypes[field.type];
  const text = (name: "label" | "content" | "api_id" | "group_id") => ({
    value: field[name] ?? "",
    onChange: (event: { target: { value: string } }) =>
      event.target.value === "" ? onClear(name) : onChange({ [name]: event.target.value }),
  });
  const [x1, y1, x2, y2] = field.rectangle;
  const { data: document } = useQuery(documentQuery(field.documentId));
  const page = document?.pages[field.page];
  const values = { x: x1, y: y1, width: x2 - x1, height: y2 - y1 };
  const number = (name: keyof typeof values, label: string) => (
    <TextField
      label={label}
      type="number"
      inputMode="numeric"
      min={0}
      disabled={page === undefined}
      value={values[name]}
      onChange={(event) => {
        const next = event.target.valueAsNumber;
        if (!Number.isInteger(next) || next < 0 || page === undefined) return;
        // The service tells the size as it is shown, fields are measured on the page before its rotation.
        const size: [number, number] =
          page.rotation % 180 === 0 ? [page.width, page.height] : [page.height, page.width];
        onChange({ rectangle: withinPage({ ...values, [name]: next }, name, size) });
      }}
    />
  );

  return (
    <div className="flex flex-col gap-3.5">
      <div className="flex items-center gap-2">
        <h2 className="flex-1 font-semibold">{look.label}</h2>
        <Button
          weight="quiet"
          size="sm"
          icon={Copy}
          label="Duplicate the field"
          shortcut="D"
          onClick={onDuplicate}
        />
        <Button
          weight="quiet"
          size="sm"
          icon={Trash2}
          label="Remove the field"
          shortcut="Del"
          onClick={onRemove}
        />
      </div>
      <Choice
        label="Signer"
        value={field.signerKey}
        onChange={(signerKey) => onChange({ signerKey })}
        options={draft.signers.map(({ key, name, email }, index) => ({
          value: key,
          label: name.trim() || email.trim() || `Signer ${index + 1}`,
        }))}
      />
      <TextField
        label="Label"
        hint="Shown to the signer on the field."
        maxLength={200}
        optional
        {...text("label")}
      />
      {look.presettable && (
        <TextField
          label="Content"
          hint={
            field.type === "CHECKBOX" || field.type === "RADIO"
              ? "Filled in: chosen from the start."
              : "Filled in from the start."
          }
          maxLength={2000}
          optional
          {...text("content")}
        />
      )}
      {look.grouped && (
        <TextField
          label="Group"
          hint="Fields of one group belong together."
          maxLength={200}
          {...text("group_id")}
        />
      )}
      <Toggle label="Required" checked={isRequired(field)} onChange={(required) => onChange({ required })} />
      {look.presettable && (
        <Toggle
          label="Read-only"
          checked={field.read_only ?? false}
          onChange={(read_only) => onChange({ read_only })}
        />
      )}
      <details className="group">
        <summary className="text-sm font-medium text-muted">Place and name</summary>
        <div className="mt-2 grid grid-cols-2 gap-2">
          {number("x", "From left")}
          {number("y", "From bottom")}
          {number("width", "Width")}
          {number("height", "Height")}
          <TextField className="col-span-2" label="API id" optional maxLength={200} {...text("api_id")} />
        </div>
        <p className="mt-1 text-sm text-faint">Points, from the corner of the unrotated page.</p>
      </details>
    </div>
  );
}
