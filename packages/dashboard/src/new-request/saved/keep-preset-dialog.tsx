// Keeps the request as a preset, under a new name or in the place of the one that has it.
import type { Preset } from "@creditnexus/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { desk } from "../../api/desk.ts";
import { describeFailure } from "../../api/message.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { TextField } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { notify } from "../../ui/toasts.tsx";
import type { Draft } from "../draft.ts";
import { presetContentOf } from "./draft-content.ts";
import { named } from "./presets.ts";
import { presetsQuery } from "./queries.ts";

export interface KeepPresetDialogProps {
  draft: Draft;
  presets: readonly Preset[];
  onClose: () => void;
}

export function KeepPresetDialog({ draft, presets, onClose }: KeepPresetDialogProps) {
  const [name, setName] = useState("");
  const queryClient = useQueryClient();
  const before = named(presets, name);
  const keep = useMutation({
    mutationFn: () => {
      const content = presetContentOf(draft);
      return before === undefined
        ? desk.presets.create({ name: name.trim(), content })
        : desk.presets.save(before.preset_id, { version: before.version, content });
    },
    onSuccess: ({ name: kept }) => {
      notify("Kept", `“${kept}” can be used for the next request, by everybody who may send.`);
      onClose();
    },
    // After a refusal too: somebody else changed them.
    onSettled: () => queryClient.invalidateQueries({ queryKey: presetsQuery.queryKey }),
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title="Keep as a preset"
      description="Signers, order, message and time are kept for everybody who may send; documents and access codes are not."
      actions={
        <>
          <Button onClick={onClose}>Back</Button>
          <Button
            weight="primary"
            busy={keep.isPending}
            reason={name.trim() === "" ? "Give the preset a name first." : undefined}
            onClick={() => keep.mutate()}
          >
            {before === undefined ? "Keep it" : "Replace it"}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {keep.error !== null && (
          <Notice tone="bad" title="Not kept" live>
            {describeFailure(keep.error).detail}
          </Notice>
        )}
        <TextField
          label="Name"
          maxLength={80}
          value={name}
          warning={
            before === undefined ? undefined : `“${before.name}” exists, saved last by ${before.updated_by}.`
          }
          onChange={(event) => setName(event.target.value)}
        />
      </div>
    </Dialog>
  );
}
