// The properties of the chosen field.
import { Copy, Trash2 } from "lucide-react";
import { Button } from "../../ui/button.tsx";
import { Choice } from "../../ui/choice.tsx";
import { TextField } from "../../ui/field.tsx";
import { Toggle } from "../../ui/toggle.tsx";
import type { Draft, DraftField } from "../draft.ts";
import { fieldTypes, isRequired } from "./field-types.ts";
import type { Rectangle } from "./geometry.ts";

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
  const place = (values: Partial<Record<"x" | "y" | "width" | "height", number>>) => {
    const { x = x1, y = y1, width = x2 - x1, height = y2 - y1 } = values;
    const rectangle: Rectangle = [x, y, x + Math.max(1, width), y + Math.max(1, height)];
    onChange({ rectangle });
  };
  const number = (name: "x" | "y" | "width" | "height", value: number, label: string) => (
    <TextField
      label={label}
      type="number"
      inputMode="numeric"
      min={0}
      value={value}
      onChange={(event) => {
        const next = event.target.valueAsNumber;
        if (Number.isInteger(next) && next >= 0) place({ [name]: next });
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
          {number("x", x1, "From left")}
          {number("y", y1, "From bottom")}
          {number("width", x2 - x1, "Width")}
          {number("height", y2 - y1, "Height")}
          <TextField className="col-span-2" label="API id" optional maxLength={200} {...text("api_id")} />
        </div>
        <p className="mt-1 text-sm text-faint">Points, from the corner of the unrotated page.</p>
      </details>
    </div>
  );
}
