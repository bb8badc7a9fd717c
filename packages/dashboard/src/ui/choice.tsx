// A labelled choice from a list that opens.
import { Select } from "@base-ui/react/select";
import { Check, ChevronsUpDown } from "lucide-react";
import { inputClass } from "./field.tsx";

export interface ChoiceOption<T extends string> {
  value: T;
  label: string;
  note?: string;
}

export interface ChoiceProps<T extends string> {
  label: string;
  hideLabel?: boolean;
  value: T;
  options: readonly ChoiceOption<T>[];
  onChange: (value: T) => void;
  className?: string;
}

export function Choice<T extends string>(props: ChoiceProps<T>) {
  const { label, hideLabel = false, value, options, onChange, className = "" } = props;
  return (
    <div className={className}>
      <Select.Root
        items={options as ChoiceOption<T>[]}
        value={value}
        onValueChange={(next) => {
          if (next !== null) onChange(next as T);
        }}
      >
        <Select.Label className={hideLabel ? "sr-only" : "mb-1 block text-sm font-medium"}>
          {label}
        </Select.Label>
        <Select.Trigger
          className={`${inputClass} flex h-8.5 items-center justify-between gap-2 text-left max-sm:h-10`}
        >
          <Select.Value className="truncate" />
          <Select.Icon>
            <ChevronsUpDown aria-hidden className="size-4 text-faint" />
          </Select.Icon>
        </Select.Trigger>
        <Select.Portal>
          <Select.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50 outline-none">
            <Select.Popup className="pop max-h-80 min-w-[var(--anchor-width)] overflow-y-auto rounded-lg border bg-raised p-1 shadow-floating outline-none">
              <Select.List>
                {options.map((option) => (
                  <Select.Item
                    key={option.value}
                    value={option.value}
                    className="grid cursor-default grid-cols-[1rem_1fr] items-center gap-2 rounded-sm px-2 py-1.5 outline-none select-none data-highlighted:bg-hover"
                  >
                    <Select.ItemIndicator className="col-start-1">
                      <Check aria-hidden className="size-4 text-accent-ink" />
                    </Select.ItemIndicator>
                    <span className="col-start-2">
                      <Select.ItemText>{option.label}</Select.ItemText>
                      {option.note !== undefined && (
                        <span className="block text-sm text-faint">{option.note}</span>
                      )}
                    </span>
                  </Select.Item>
                ))}
              </Select.List>
            </Select.Popup>
          </Select.Positioner>
        </Select.Portal>
      </Select.Root>
    </div>
  );
}
