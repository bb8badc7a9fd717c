// A new request, or a draft that is gone on with.
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { OnlyFor } from "../session/only-for.tsx";
import { useOwner } from "../session/use-session.ts";
import { Page } from "../shell/page.tsx";
import { buttonClass } from "../ui/button.tsx";
import { FailureState, Loading, Skeleton } from "../ui/states.tsx";
import type { NewRequestSearch } from "./new-request-search.ts";
import { RequestForm } from "./request-form.tsx";
import { draftStorageKey, readKept } from "./saved/kept-draft.ts";
import { PutAside } from "./saved/put-aside.tsx";
import { draftQuery } from "./saved/queries.ts";
import { isAnother, startFrom, startNew } from "./saved/start.ts";

export function NewRequestScreen() {
  return (
    <OnlyFor needs="sender" who="those who may send" title="New request" width="narrow">
      <Opened />
    </OnlyFor>
  );
}

/** One form for each draft that the address names; one that is saved for the first time stays open as it is. */
function Opened() {
  const { draft: draftId } = useSearch({ from: "/desk/new" });
  const navigate = useNavigate({ from: "/new" });
  const [form, setForm] = useState<OpenForm>({ key: 0, opened: draftId, named: draftId });
  if (form.named !== draftId) setForm(nextForm(form, draftId));
  const onCreated = (id: string) => {
    setForm((before) => ({ ...before, created: id }));
    void navigate({
      search: ({ document: _stored, ...rest }: NewRequestSearch) => ({ ...rest, draft: id }),
      replace: true,
    });
  };
  return form.opened === undefined ? (
    <NewForm key={form.key} onCreated={onCreated} />
  ) : (
    <SavedForm key={form.key} draftId={form.opened} onCreated={onCreated} />
  );
}

interface OpenForm {
  key: number;
  /** What it was opened with. */
  opened: string | undefined;
  /** What the address named last. */
  named: string | undefined;
  /** What it became when it was saved for the first time. */
  created?: string;
}

const nextForm = (form: OpenForm, draftId: string | undefined): OpenForm =>
  draftId !== undefined && draftId === form.created
    ? { ...form, named: draftId }
    : { key: form.key + 1, opened: draftId, named: draftId };

interface FormProps {
  onCreated: (draftId: string) => void;
}

const keptOf = (owner: string, draftId?: string) =>
  readKept(localStorage.getItem(draftStorageKey(owner, draftId)));

function NewForm({ onCreated }: FormProps) {
  const owner = useOwner();
  const { document: documents = [] } = useSearch({ from: "/desk/new" });
  const [kept] = useState(() => keptOf(owner));
  const [start, setStart] = useState(() =>
    isAnother(kept, documents) ? undefined : startNew(kept, documents),
  );
  if (start !== undefined) return <RequestForm start={start} onCreated={onCreated} />;
  if (kept === undefined) return null;
  return (
    <PutAside
      draft={kept.draft}
      onDone={() => setStart(startNew(undefined, documents))}
      onGoOn={() => setStart(startNew(kept, documents))}
    />
  );
}

function SavedForm({ draftId, onCreated }: FormProps & { draftId: string }) {
  const owner = useOwner();
  const { data, error, isPending, refetch } = useQuery(draftQuery(draftId));
  const [start, setStart] = useState<ReturnType<typeof startFrom>>();
  if (start === undefined && data !== undefined) setStart(startFrom(data, keptOf(owner, draftId)));
  if (start !== undefined) return <RequestForm start={start} onCreated={onCreated} />;
  return (
    <Page title="New request" width="narrow">
      {isPending || data !== undefined ? (
        <Loading label="Loading the draft">
          <Skeleton className="h-[36rem]" />
        </Loading>
      ) : (
        <>
          <FailureState title="The draft could not be opened" error={error} onRetry={() => void refetch()} />
          <p className="text-center">
            <Link to="/drafts" className={buttonClass()}>
              All drafts
            </Link>
          </p>
        </>
      )}
    </Page>
  );
}
