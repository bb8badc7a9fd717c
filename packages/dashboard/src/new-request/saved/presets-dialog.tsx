// Renames and deletes presets.
import type { Preset } from "@creditnexus/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { desk } from "../../api/desk.ts";
import { describeFailure } from "../../api/message.ts";
import { plural } from "../../format/size.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { TextField } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { presetsQuery } from "./queries.ts";

export interface PresetsDialogProps {
  presets: readonly Preset[];
  onClose: () => void;
}

export function PresetsDialog({ presets, onClose }: PresetsDialogProps) {
  return (
    <Dialog
      open
      onClose={onClose}
      title="Presets"
      description="They belong to everybody who may send."
      actions={
        <Button weight="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      {presets.length === 0 ? (
        <p className="text-muted">None are left.</p>
      ) : (
        <ul aria-label="Presets" className="divide-y">
          {presets.map((preset) => (
            <PresetRow key={preset.preset_id} preset={preset} />
          ))}
        </ul>
      )}
    </Dialog>
  );
}

function PresetRow({ preset }: { preset: Preset }) {
  const [change, setChange] = useState<"rename" | "delete">();
  const [name, setName] = useState(preset.name);
  const queryClient = useQueryClient();
  const run = useMutation({
    mutationFn: async () => {
      if (change === "delete") await desk.presets.delete(preset.preset_id);
      else await desk.presets.save(preset.preset_id, { version: preset.version, name: name.trim() });
    },
    onSuccess: () => setChange(undefined),
    // After a refusal too: somebody else changed it.
    onSettled: () => queryClient.invalidateQueries({ queryKey: presetsQuery.queryKey }),
  });
  return (
    <li aria-label={preset.name} className="flex flex-col gap-2 py-2">
      <div className="flex items-center justify-between gap-3">
        <span className="min-w-0">
          <span className="block truncate">{preset.name}</span>
          <span className="block truncate text-sm text-faint">
            {plural(preset.content.signers.length, "signer")} · saved by {preset.updated_by}
          </span>
        </span>
        <span className="flex gap-1">
          <Button
            size="sm"
            icon={Pencil}
            label={`Rename ${preset.name}`}
            onClick={() => {
              setName(preset.name);
              setChange("rename");
            }}
          />
          <Button
            size="sm"
            icon={Trash2}
            label={`Delete ${preset.name}`}
            onClick={() => setChange("delete")}
          />
        </span>
      </div>
      {run.error !== null && (
        <Notice tone="bad" live>
          {describeFailure(run.error).detail}
        </Notice>
      )}
      {change !== undefined && (
        <div className="flex items-end justify-end gap-2">
          {change === "rename" ? (
            <TextField
              label="New name"
              maxLength={80}
              className="flex-1"
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          ) : (
            <p className="flex-1 self-center">For everybody who uses it.</p>
          )}
          <Button onClick={() => setChange(undefined)}>Back</Button>
          <Button
            weight={change === "delete" ? "danger" : "primary"}
            busy={run.isPending}
            reason={change === "rename" && name.trim() === "" ? "Enter a name first." : undefined}
            onClick={() => run.mutate()}
          >
            {change === "delete" ? "Delete it" : "Rename"}
          </Button>
        </div>
      )}
    </li>
  );
}
