// Whether the request is saved as a draft, and the ways on when it could not be.
import { Check, CircleAlert, LoaderCircle, Save } from "lucide-react";
import { describeFailure } from "../../api/message.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import type { DraftState, useSavedDraft } from "./use-saved-draft.ts";

type Saving = ReturnType<typeof useSavedDraft>;

export interface DraftStatusProps {
  saving: Pick<Saving, "state" | "save">;
  /** Why there is nothing to save yet. */
  reason: string | undefined;
}

const said: Partial<Record<DraftState["kind"], string>> = {
  saved: "Saved as a draft",
  saving: "Saving…",
  conflict: "Not saved",
  gone: "Not saved",
};

export function DraftStatus({ saving: { state, save }, reason }: DraftStatusProps) {
  const words = said[state.kind];
  if (words === undefined) {
    return (
      <Button
        weight="quiet"
        icon={Save}
        busy={state.kind === "creating"}
        reason={reason}
        onClick={() => void save()}
      >
        Save as draft
      </Button>
    );
  }
  const Icon = state.kind === "saved" ? Check : state.kind === "saving" ? LoaderCircle : CircleAlert;
  return (
    <p role="status" className="flex items-center gap-1.5 text-sm text-muted">
      <Icon aria-hidden className="size-4 shrink-0" />
      {words}
    </p>
  );
}

/** What stands in the way of saving, above the form. */
export function DraftTrouble({ saving }: { saving: Saving }) {
  const { state, save, takeTheirs, keepMine, saveAsNew } = saving;
  if (state.kind === "failed") {
    return (
      <Notice
        tone="bad"
        title="The draft was not saved"
        live
        action={
          <Button size="sm" onClick={() => void save()}>
            Try again
          </Button>
        }
      >
        {describeFailure(state.error).detail}
      </Notice>
    );
  }
  if (state.kind === "conflict") {
    return (
      <Notice
        tone="warn"
        title="This draft was saved elsewhere meanwhile"
        live
        action={
          <div className="flex flex-wrap gap-2">
            <Button size="sm" onClick={() => void takeTheirs()}>
              Take the saved one
            </Button>
            <Button size="sm" onClick={() => void keepMine()}>
              Keep what is here
            </Button>
          </div>
        }
      >
        Another tab or browser saved it after you opened it. What you see here is not saved: choose which one
        is to stay.
        {state.error !== undefined && (
          <p role="alert" className="mt-1 text-bad">
            The saved one could not be read: {describeFailure(state.error).detail}
          </p>
        )}
      </Notice>
    );
  }
  if (state.kind !== "gone") return null;
  return (
    <Notice
      tone="warn"
      title="This draft is gone"
      live
      action={
        <Button size="sm" onClick={() => void saveAsNew()}>
          Save as a new draft
        </Button>
      }
    >
      It was sent or deleted elsewhere. Look among the agreements before you send it again.
    </Notice>
  );
}
