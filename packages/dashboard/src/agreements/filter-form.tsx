// The rarer filters of the list and its order, as a form that acts at once.
import { useNavigate } from "@tanstack/react-router";
import { useId, useState } from "react";
import { AGREEMENT_ROLES } from "../new-request/agreement-roles.ts";
import { Button } from "../ui/button.tsx";
import { Choice } from "../ui/choice.tsx";
import { TextField } from "../ui/field.tsx";
import { DocumentFilter } from "./document-filter.tsx";
import type { ListSearch, SignatureSort } from "./list-search.ts";

const sorts: { value: SignatureSort; label: string }[] = [
  { value: "-requested_at", label: "Newest first" },
  { value: "requested_at", label: "Oldest first" },
  { value: "expires_at", label: "Expiring first" },
  { value: "-expires_at", label: "Expiring last" },
  { value: "-updated_at", label: "Changed last" },
];

export default function FilterForm({ search }: { search: ListSearch }) {
  const navigate = useNavigate({ from: "/" });
  const [clears, setClears] = useState(0);
  const set = (part: { [Name in keyof ListSearch]?: ListSearch[Name] | undefined }) =>
    void navigate({
      search: (before: ListSearch) =>
        Object.fromEntries(
          Object.entries({ ...before, ...part }).filter(([, value]) => value !== undefined && value !== ""),
        ) as ListSearch,
      replace: true,
    });
  return (
    <div className="grid grid-cols-2 gap-3">
      <TypedFilter
        key={`signer ${clears}`}
        label="Signer"
        placeholder="E-mail address"
        value={search.signer}
        onSet={(signer) => set({ signer })}
      />
      <TypedFilter
        key={`role ${clears}`}
        label="Role of a signer"
        placeholder="Any role"
        value={search.role}
        suggestions={AGREEMENT_ROLES}
        onSet={(role) => set({ role })}
      />
      <DocumentFilter
        className="col-span-2"
        documentId={search.document}
        onChange={(document) => set({ document })}
      />
      <TextField
        label="Requested from"
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
      <Choice
        label="Order"
        className="col-span-2"
        value={search.sort ?? "-requested_at"}
        options={sorts}
        onChange={(sort) => set({ sort: sort === "-requested_at" ? undefined : sort })}
      />
      <Button
        weight="quiet"
        className="col-span-2"
        onClick={() => {
          setClears(clears + 1);
          set({
            signer: undefined,
            role: undefined,
            document: undefined,
            from: undefined,
            to: undefined,
            sort: undefined,
          });
        }}
      >
        Clear these
      </Button>
    </div>
  );
}

interface TypedFilterProps {
  label: string;
  placeholder: string;
  value: string | undefined;
  /** Act as soon as they are chosen; anything else when the field is left. */
  suggestions?: readonly string[];
  onSet: (value: string | undefined) => void;
}

function TypedFilter({ label, placeholder, value, suggestions = [], onSet }: TypedFilterProps) {
  const [text, setText] = useState(value ?? "");
  const [told, setTold] = useState(value);
  const listId = useId();
  // A change from outside, such as the back button, overwrites what is being typed.
  if (told !== value) {
    setTold(value);
    setText(value ?? "");
  }
  const set = () => onSet(text.trim() || undefined);
  return (
    <div className="col-span-2">
      <TextField
        label={label}
        placeholder={placeholder}
        maxLength={200}
        list={suggestions.length === 0 ? undefined : listId}
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          if (suggestions.includes(target.value)) onSet(target.value);
        }}
        onBlur={set}
        onKeyDown={(event) => {
          if (event.key === "Enter") set();
        }}
      />
      {suggestions.length > 0 && (
        <datalist id={listId}>
          {suggestions.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      )}
    </div>
  );
}
