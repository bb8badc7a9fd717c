// A switch with its words.
import { Switch } from "@base-ui/react/switch";

export interface ToggleProps {
  label: string;
  hint?: string;
  /** Why it may not be used now; stands in the place of the hint. */
  reason?: string | undefined;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

export function Toggle({ label, hint, reason, checked, onChange }: ToggleProps) {
  const note = reason ?? hint;
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the switch inside is the control
    <label className="flex cursor-pointer items-center justify-between gap-3">
      <span>
        <span className="text-sm font-medium">{label}</span>
        {note !== undefined && <span className="block text-sm text-faint">{note}</span>}
      </span>
      <Switch.Root
        checked={checked}
        disabled={reason !== undefined}
        onCheckedChange={onChange}
        className="relative flex h-5 w-9 shrink-0 rounded-full bg-line-strong p-0.5 transition-colors data-checked:bg-accent data-disabled:opacity-55"
      >
        <Switch.Thumb className="size-4 rounded-full bg-white shadow-raised transition-transform data-checked:translate-x-4" />
      </Switch.Root>
    </label>
  );
}
