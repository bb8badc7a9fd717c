// The part a signer plays in the agreement: one of the usual ones, or any other.
import { Autocomplete } from "@base-ui/react/autocomplete";
import { Field, inputClass } from "../ui/field.tsx";
import { AGREEMENT_ROLES } from "./agreement-roles.ts";

export interface RoleFieldProps {
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
  hideLabel: boolean;
}

export function RoleField({ value, onChange, error, hideLabel }: RoleFieldProps) {
  return (
    <Field label="Role" hideLabel={hideLabel} error={error}>
      {(wired) => (
        <Autocomplete.Root items={AGREEMENT_ROLES} value={value} onValueChange={onChange} openOnInputClick>
          <Autocomplete.Input
            {...wired}
            placeholder="Role"
            maxLength={100}
            className={`${inputClass} h-8.5 max-sm:h-10`}
          />
          <Autocomplete.Portal>
            <Autocomplete.Positioner sideOffset={4} className="z-50 outline-none">
              <Autocomplete.Popup className="pop w-[var(--anchor-width)] min-w-52 rounded-lg border bg-raised shadow-floating data-empty:hidden">
                <Autocomplete.List className="max-h-72 overflow-y-auto p-1 data-empty:p-0">
                  {(role: string) => (
                    <Autocomplete.Item
                      key={role}
                      value={role}
                      className="cursor-default rounded-sm px-2 py-1.5 outline-none select-none data-highlighted:bg-hover"
                    >
                      {role}
                    </Autocomplete.Item>
                  )}
                </Autocomplete.List>
              </Autocomplete.Popup>
            </Autocomplete.Positioner>
          </Autocomplete.Portal>
        </Autocomplete.Root>
      )}
    </Field>
  );
}
