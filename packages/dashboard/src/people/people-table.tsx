// The table of people, and the question before somebody is signed out.
import type { Person } from "@creditnexus/contract";
import { useState } from "react";
import { plural } from "../format/size.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Rows, type RowsColumn } from "../ui/rows.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { EndSessionsDialog } from "./end-sessions-dialog.tsx";
import { labelOf } from "./label.ts";

export function PeopleTable({ people }: { people: readonly Person[] }) {
  const [ending, setEnding] = useState<Person>();
  const columns: RowsColumn<Person>[] = [
    {
      head: "Name",
      main: true,
      cell: (person) => (
        <>
          <span className="font-medium">{labelOf(person)}</span>
          <span className="block truncate text-sm text-faint">{person.email ?? person.subject}</span>
        </>
      ),
    },
    { head: "Role", width: "w-28", cell: ({ role }) => <Badge tone="quiet">{role}</Badge> },
    {
      head: "Last seen",
      width: "w-36",
      cell: ({ last_seen_at }) => <RelativeTime at={last_seen_at} className="text-sm text-muted" />,
    },
    {
      head: "Signed in",
      width: "w-32",
      cell: ({ open_sessions }) => (
        <span className="tnum text-sm text-muted">
          {open_sessions === 0 ? "Not now" : plural(open_sessions, "browser")}
        </span>
      ),
    },
    {
      head: "Action",
      width: "w-28",
      cell: (person) =>
        person.open_sessions === 0 ? (
          <span className="text-sm text-faint">None</span>
        ) : (
          <Button size="sm" aria-label={`Sign out ${labelOf(person)}`} onClick={() => setEnding(person)}>
            Sign out
          </Button>
        ),
    },
  ];
  return (
    <>
      <Rows caption="People" columns={columns} rows={people} rowKey={({ person_id }) => person_id} />
      <EndSessionsDialog person={ending} onClose={() => setEnding(undefined)} />
    </>
  );
}
