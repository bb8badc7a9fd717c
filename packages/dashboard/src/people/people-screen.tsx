// People: who signed in with the organisation, with which role, and the way to sign them out.
import { useInfiniteQuery } from "@tanstack/react-query";
import { Users } from "lucide-react";
import { useReason } from "../session/use-session.ts";
import { SettingsNav } from "../settings/settings-nav.tsx";
import { Page } from "../shell/page.tsx";
import { MoreRows } from "../ui/more-rows.tsx";
import { Notice } from "../ui/notice.tsx";
import { EmptyState, FailureState } from "../ui/states.tsx";
import { TableSkeleton } from "../ui/table-skeleton.tsx";
import { PeopleTable } from "./people-table.tsx";
import { peopleQuery } from "./queries.ts";

export function PeopleScreen() {
  const reason = useReason("admin");
  return (
    <Page
      title="People"
      description="Everybody who signed in with the organisation. Roles are given there, and read at each sign-in."
    >
      <SettingsNav />
      {reason === undefined ? (
        <People />
      ) : (
        <Notice tone="info" title="Only for administrators">
          {reason}
        </Notice>
      )}
    </Page>
  );
}

function People() {
  const list = useInfiniteQuery(peopleQuery);
  if (list.isPending) return <TableSkeleton label="Loading the people" />;
  if (list.data === undefined) {
    return (
      <FailureState
        title="The people could not be loaded"
        error={list.error}
        onRetry={() => void list.refetch()}
      />
    );
  }
  const people = list.data.pages.flatMap((page) => page.people);
  if (people.length === 0) {
    return (
      <EmptyState icon={Users} title="Nobody yet">
        People appear here once they have signed in with the organisation, which the service's settings OIDC_…
        allow. Keys are for applications.
      </EmptyState>
    );
  }
  return (
    <>
      <PeopleTable people={people} />
      <MoreRows query={list} />
    </>
  );
}
