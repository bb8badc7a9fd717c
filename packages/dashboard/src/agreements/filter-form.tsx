// The rarer filters of the list and its order, as a form that acts at once.
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
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

const ANY = "any";
const roles = [
  { value: ANY, label: "Any role" },
  ...AGREEMENT_ROLES.map((value) => ({ value, label: value })),
];

export default function FilterForm({ search }: { search: ListSearch }) {
  const navigate = useNavigate({ from: "/" });
  const [signer, setSigner] = useState(search.signer ?? "");
  const [told, setTold] = useState(search.signer);
  // A change from outside, such as the back button, overwrites what is being typed.
  if (told !== search.signer) {
    setTold(search.signer);
    setSigner(search.signer ?? "");
  }
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
      <TextField
        label="Signer"
        className="col-span-2"
        placeholder="E-mail address"
        value={signer}
        onChange={(event) => setSigner(event.target.value)}
        onBlur={() => set({ signer: signer.trim() || undefined })}
        onKeyDown={(event) => {
          if (event.key === "Enter") set({ signer: signer.trim() || undefined });
        }}
      />
      <Choice
        label="Role of a signer"
        className="col-span-2"
        value={search.role ?? ANY}
        options={roles}
        onChange={(role) => set({ role: role === ANY ? undefined : role })}
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
          setSigner("");
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
