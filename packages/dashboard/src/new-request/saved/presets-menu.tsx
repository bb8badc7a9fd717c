// Takes a preset into the request, or keeps this request as one.
import type { Preset } from "@creditnexus/contract";
import { useQuery } from "@tanstack/react-query";
import { Bookmark, BookmarkPlus, LayoutTemplate, Settings2 } from "lucide-react";
import { useState } from "react";
import { describeFailure } from "../../api/message.ts";
import { listNames } from "../../format/size.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Menu, MenuItem, MenuSeparator } from "../../ui/menu.tsx";
import { notify } from "../../ui/toasts.tsx";
import type { Draft } from "../draft.ts";
import { KeepPresetDialog } from "./keep-preset-dialog.tsx";
import { applyPreset, lostTo } from "./presets.ts";
import { PresetsDialog } from "./presets-dialog.tsx";
import { presetsQuery } from "./queries.ts";

export interface PresetsMenuProps {
  draft: Draft;
  patch: (part: (draft: Draft) => Partial<Draft>) => void;
}

export function PresetsMenu({ draft, patch }: PresetsMenuProps) {
  const query = useQuery(presetsQuery);
  const presets = query.data ?? [];
  const [dialog, setDialog] = useState<"keep" | "manage">();
  const close = () => setDialog(undefined);
  const [asked, setAsked] = useState<Preset>();
  const lost = lostTo(draft);
  const take = (preset: Preset) => {
    setAsked(undefined);
    patch((before) => applyPreset(before, preset.content));
    notify("Preset taken", `“${preset.name}”, with your documents kept.`);
  };
  return (
    <>
      <Menu trigger={<Button icon={LayoutTemplate}>Presets</Button>}>
        {presets.map((preset) => (
          <MenuItem
            key={preset.preset_id}
            icon={Bookmark}
            onSelect={() => (lost.length > 0 ? setAsked(preset) : take(preset))}
          >
            {preset.name}
          </MenuItem>
        ))}
        {query.isError && (
          <MenuItem
            icon={Bookmark}
            note={describeFailure(query.error).detail}
            onSelect={() => void query.refetch()}
          >
            Load the presets again
          </MenuItem>
        )}
        {(presets.length > 0 || query.isError) && <MenuSeparator />}
        <MenuItem icon={BookmarkPlus} onSelect={() => setDialog("keep")}>
          Keep this as a preset…
        </MenuItem>
        {presets.length > 0 && (
          <MenuItem icon={Settings2} onSelect={() => setDialog("manage")}>
            Manage presets…
          </MenuItem>
        )}
      </Menu>
      {asked !== undefined && (
        <Dialog
          open
          onClose={() => setAsked(undefined)}
          title={`Take “${asked.name}”?`}
          description={`It takes the place of ${listNames(lost, lost.length)}. Your documents stay.`}
          actions={
            <>
              <Button onClick={() => setAsked(undefined)}>Keep what is here</Button>
              <Button weight="primary" onClick={() => take(asked)}>
                Take the preset
              </Button>
            </>
          }
        />
      )}
      {dialog === "keep" && <KeepPresetDialog draft={draft} presets={presets} onClose={close} />}
      {dialog === "manage" && <PresetsDialog presets={presets} onClose={close} />}
    </>
  );
}
