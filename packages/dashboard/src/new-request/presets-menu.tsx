// Takes a kept preset into the request, or keeps this request as one.
import { Bookmark, BookmarkPlus, LayoutTemplate, Trash2 } from "lucide-react";
import { useState } from "react";
import { useOwner } from "../session/use-session.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { TextField } from "../ui/field.tsx";
import { Menu, MenuItem, MenuSeparator } from "../ui/menu.tsx";
import { notify } from "../ui/toasts.tsx";
import type { Draft } from "./draft.ts";
import { applyPreset, type Preset, presetOf, presetStorageKey, readPresets, withPreset } from "./presets.ts";

export interface PresetsMenuProps {
  draft: Draft;
  patch: (part: (draft: Draft) => Partial<Draft>) => void;
}

export function PresetsMenu({ draft, patch }: PresetsMenuProps) {
  const storageKey = presetStorageKey(useOwner());
  const [presets, setPresets] = useState(() => readPresets(localStorage.getItem(storageKey)));
  const [dialog, setDialog] = useState<"save" | "remove">();
  const [name, setName] = useState("");
  const keep = (next: Preset[]) => {
    localStorage.setItem(storageKey, JSON.stringify(next));
    setPresets(next);
  };
  const save = () => {
    keep(withPreset(presets, presetOf(name.trim(), draft)));
    notify("Kept", `“${name.trim()}” can be used for the next request in this browser.`);
    setDialog(undefined);
  };

  return (
    <>
      <Menu trigger={<Button icon={LayoutTemplate}>Presets</Button>}>
        {presets.map((preset) => (
          <MenuItem
            key={preset.name}
            icon={Bookmark}
            onSelect={() => patch((before) => applyPreset(before, preset))}
          >
            {preset.name}
          </MenuItem>
        ))}
        {presets.length > 0 && <MenuSeparator />}
        <MenuItem icon={BookmarkPlus} onSelect={() => setDialog("save")}>
          Keep this as a preset…
        </MenuItem>
        {presets.length > 0 && (
          <MenuItem icon={Trash2} onSelect={() => setDialog("remove")}>
            Remove presets…
          </MenuItem>
        )}
      </Menu>
      <Dialog
        open={dialog === "save"}
        onClose={() => setDialog(undefined)}
        title="Keep as a preset"
        description="Signers, order, message and time are kept in this browser; documents and access codes are not."
        actions={
          <>
            <Button onClick={() => setDialog(undefined)}>Back</Button>
            <Button
              weight="primary"
              reason={name.trim() === "" ? "Give the preset a name first." : undefined}
              onClick={save}
            >
              Keep it
            </Button>
          </>
        }
      >
        <TextField
          label="Name"
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </Dialog>
      <Dialog
        open={dialog === "remove"}
        onClose={() => setDialog(undefined)}
        title="Remove presets"
        actions={
          <Button weight="primary" onClick={() => setDialog(undefined)}>
            Done
          </Button>
        }
      >
        <ul className="divide-y">
          {presets.map((preset) => (
            <li key={preset.name} className="flex items-center justify-between gap-3 py-2">
              <span className="truncate">{preset.name}</span>
              <Button
                size="sm"
                icon={Trash2}
                label={`Remove ${preset.name}`}
                onClick={() => keep(presets.filter((each) => each !== preset))}
              />
            </li>
          ))}
        </ul>
      </Dialog>
    </>
  );
}
