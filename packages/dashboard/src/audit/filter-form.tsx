// The finer filters of the audit log, as a form that acts at once.
import { AUDIT_ACTIONS, type AuditAction } from "@creditnexus/contract";
import { useState } from "react";
import { Button } from "../ui/button.tsx";
import { Choice } from "../ui/choice.tsx";
import { TextField } from "../ui/field.tsx";
import { actionWords } from "./action-words.ts";
import type { AuditSearch } from "./audit-search.ts";

export type SetFilters = (
  change: {
    [Name in keyof AuditSearch]?: AuditSearch[Name] | undefined;
  },
) => void;

const SEVERAL = "several";
const ANY = "any";

const actions = AUDIT_ACTIONS.map((value) => ({ value, label: actionWords[value] })).sort((a, b) =>
  a.label.localeCompare(b.label),
);

const chosen = (action: readonly AuditAction[] | undefined): AuditAction | typeof ANY | typeof SEVERAL => {
  if (action === undefined) return ANY;
  return action.length === 1 ? (action[0] ?? ANY) : SEVERAL;
};

export function FilterForm({ search, set }: { search: AuditSearch; set: SetFilters }) {
  const action = chosen(search.action);
  const [subject, setSubject] = useState(search.subject ?? "");
  const [told, setTold] = useState(search.subject);
  // A change from outside, such as the back button, overwrites what is being typed.
  if (told !== search.subject) {
    setTold(search.subject);
    setSubject(search.subject ?? "");
  }
  return (
    <div className="grid grid-cols-2 gap-3">
      <Choice
        label="Action"
        className="col-span-2"
        value={action}
        options={[
          { value: ANY, label: "Any action" },
          ...(action === SEVERAL ? [{ value: SEVERAL, label: "Several actions" } as const] : []),
          ...actions,
        ]}
        onChange={(next) => {
          if (next !== SEVERAL) set({ action: next === ANY ? undefined : [next] });
        }}
      />
      <TextField
        label="Subject"
        className="col-span-2"
        placeholder="Id, such as sig_…"
        maxLength={100}
        value={subject}
        onChange={(event) => setSubject(event.target.value)}
        onBlur={() => set({ subject: subject.trim() || undefined })}
        onKeyDown={(event) => {
          if (event.key === "Enter") set({ subject: subject.trim() || undefined });
        }}
      />
      <TextField
        label="From"
        type="date"
        value={search.from ?? ""}
        onChange={(event) => set({ from: event.target.value || undefined })}
      />
      <TextField
        label="until"
        type="date"
        value={search.to ?? ""}
        onChange={(event) => set({ to: event.target.value || undefined })}
      />
      <Button
        weight="quiet"
        className="col-span-2"
        onClick={() => {
          setSubject("");
          set({ action: undefined, subject: undefined, from: undefined, to: undefined });
        }}
      >
        Clear these
      </Button>
    </div>
  );
}
