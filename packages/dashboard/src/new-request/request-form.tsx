// The form of a request: documents, signers, message, and a last look before it goes out.
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { ArrowLeft, ArrowRight, FilePen, Send, Signature } from "lucide-react";
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from "react";
import { queryClient } from "../api/desk.ts";
import { describeFailure } from "../api/message.ts";
import { documentQuery } from "../documents/queries.ts";
import { useSession } from "../session/use-session.ts";
import { Page } from "../shell/page.tsx";
import { Button, buttonClass } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { Loading, Skeleton } from "../ui/states.tsx";
import { notify, notifyFailure } from "../ui/toasts.tsx";
import { checkDraft, type Faults, placeFaults } from "./check-draft.ts";
import { DocumentsSection } from "./documents-section.tsx";
import {
  type Draft,
  type DraftDocument,
  draftDocumentOf,
  emptyDraft,
  isBlank,
  withDocument,
} from "./draft.ts";
import { MessageSection } from "./message-section.tsx";
import type { NewRequestSearch } from "./new-request-search.ts";
import { Review } from "./review.tsx";
import { DraftStatus, DraftTrouble } from "./saved/draft-status.tsx";
import { PresetsMenu } from "./saved/presets-menu.tsx";
import type { Start } from "./saved/start.ts";
import { useSavedDraft } from "./saved/use-saved-draft.ts";
import { SignersSection } from "./signers-section.tsx";
import { type Step, Steps } from "./steps.tsx";
import { useDraft } from "./use-draft.ts";
import { describeSending, useSend } from "./use-send.ts";
import { type DraftTag, useTextTags } from "./use-text-tags.ts";
import { uploadFault, useUploads } from "./use-uploads.ts";

const FieldsStep = lazy(() => import("./fields/fields-step.tsx"));

const NONE: Faults = new Map();
const NO_TAGS: DraftTag[] = [];

const titles: Record<Step, string> = {
  prepare: "New request",
  fields: "Place fields",
  review: "Review and send",
};

export interface RequestFormProps {
  start: Start;
  /** It was saved as a draft for the first time. */
  onCreated: (draftId: string) => void;
}

export function RequestForm({ start, onCreated }: RequestFormProps) {
  const { step = "prepare" } = useSearch({ from: "/desk/new" });
  const navigate = useNavigate({ from: "/new" });
  const { provider, max_upload_bytes } = useSession();
  const { draft, patch: change, replace: take } = useDraft(start.draft);
  const { send, isSending, error, forget } = useSend();
  const patch: typeof change = (part) => {
    if (error !== null) forget();
    change(part);
  };
  const replace = (next: Draft) => {
    forget();
    take(next);
  };
  const saving = useSavedDraft({ start, draft, replace, onCreated });
  const [wasKept, setWasKept] = useState(start.wasKept);
  const [faults, setFaults] = useState<Faults>(NONE);
  const [checked, setChecked] = useState(false);
  const form = useRef<HTMLDivElement>(null);
  const addStored = useStoredDocuments(start.documents, change);
  const addDocument = (added: DraftDocument) =>
    patch(({ documents }) => ({ documents: withDocument(documents, added) }));
  // Here, and not in the section of the documents: a file is on its way whichever step is shown.
  const uploads = useUploads(max_upload_bytes, (stored) => addDocument(draftDocumentOf(stored)));
  const missing = uploadFault(uploads.uploads);
  const waiting = uploads.uploads.some(({ problem }) => problem === undefined) ? missing : undefined;

  const tags = useTextTags(draft);
  const usedTags = draft.useTextTags ? tags.tags : NO_TAGS;
  const rules = { refusePlaceholders: provider === "digisigner", tags: usedTags, uploads: missing };
  const shown = checked ? new Map([...checkDraft(draft, rules), ...faults]) : NONE;
  const go = (next: Step) => {
    if (next !== "prepare") {
      forget();
      const found = checkDraft(draft, rules);
      setChecked(true);
      setFaults(NONE);
      if (found.size > 0) {
        focusFirstFault(form.current);
        return;
      }
    }
    window.scrollTo({ top: 0 });
    void navigate({ search: (at) => searchAt(at, next) });
  };
  const submit = () =>
    send(draft, {
      onSuccess: (signature) => {
        void saving.finish().catch((cause: unknown) => {
          notifyFailure("It is sent, but its draft is still there", describeFailure(cause).detail);
        });
        notify("On its way", `“${signature.title}” is being sent.`);
        void navigate({
          to: "/agreements/$signatureId",
          params: { signatureId: signature.signature_id },
          replace: true,
        });
      },
      onError: (cause) => {
        const { placed } = placeFaults(cause, draft);
        setFaults(placed);
        setChecked(true);
        if (placed.size > 0)
          void navigate({ search: (at) => searchAt(at, "prepare") }).then(() =>
            focusFirstFault(form.current),
          );
      },
    });

  // A link to a later page with a draft that is not complete leads to the form, and stays there while it is completed.
  const at = step !== "prepare" && checkDraft(draft, rules).size > 0 && !isSending ? "prepare" : step;
  useEffect(() => {
    if (at === step) return;
    setChecked(true);
    void navigate({ search: (at) => searchAt(at, "prepare"), replace: true });
  }, [at, step, navigate]);
  const lacksCodes = draft.signers.some(({ asksCode, accessCode }) => asksCode && accessCode === "");
  const failure = error === null ? undefined : describeSending(error);

  return (
    <Page
      title={titles[at]}
      width={at === "fields" ? "wide" : "narrow"}
      actions={
        <>
          {at === "prepare" && (
            <>
              <Link to="/drafts" className={buttonClass("quiet")}>
                <FilePen aria-hidden className="size-4" strokeWidth={1.9} />
                Drafts
              </Link>
              <PresetsMenu draft={draft} patch={patch} />
            </>
          )}
          <Steps at={at} />
        </>
      }
    >
      <div ref={form} className="flex flex-col gap-5 pb-6">
        <DraftTrouble saving={saving} />
        {wasKept && start.saved === undefined && at === "prepare" && (
          <Notice
            tone="info"
            action={
              <Button
                size="sm"
                onClick={() => {
                  uploads.clear();
                  replace(emptyDraft());
                  addStored();
                  setWasKept(false);
                }}
              >
                Start over
              </Button>
            }
          >
            Your unsent draft was kept
            {lacksCodes ? ", but not its access codes: enter them again, or remove them." : "."}
          </Notice>
        )}
        {start.saved !== undefined && lacksCodes && at === "prepare" && (
          <Notice tone="info">
            A draft keeps no access codes: enter them again before you send it, or remove them.
          </Notice>
        )}
        {failure !== undefined && (
          <Notice tone="bad" title={failure.title} live>
            {failure.detail}
          </Notice>
        )}
        {at === "review" ? (
          <Review draft={draft} tags={usedTags} />
        ) : at === "fields" ? (
          <Suspense
            fallback={
              <Loading label="Loading the PDF">
                <Skeleton className="h-[36rem]" />
              </Loading>
            }
          >
            <FieldsStep draft={draft} tags={usedTags} patch={patch} />
          </Suspense>
        ) : (
          <>
            <DocumentsSection
              draft={draft}
              tags={tags}
              uploads={uploads}
              patch={patch}
              onAdd={addDocument}
              error={shown.get("documents")}
            />
            <SignersSection draft={draft} patch={patch} faults={shown} />
            <MessageSection draft={draft} patch={patch} faults={shown} />
          </>
        )}
      </div>
      <div className="sticky bottom-0 z-10 -mx-4 flex flex-wrap items-center justify-end gap-2 border-t bg-canvas/90 px-4 py-3 backdrop-blur max-md:bottom-15 md:mx-0 md:px-0">
        <div className="mr-auto flex items-center gap-2">
          {at !== "prepare" && (
            <Button icon={ArrowLeft} onClick={() => go("prepare")}>
              Back to the form
            </Button>
          )}
          <DraftStatus
            saving={saving}
            reason={isBlank(draft) ? "There is nothing to save yet." : undefined}
          />
        </div>
        <div className="flex gap-2">
          {at === "prepare" && (
            <Button size="lg" icon={Signature} reason={waiting} onClick={() => go("fields")}>
              Place fields
            </Button>
          )}
          {at === "review" ? (
            <Button weight="primary" size="lg" icon={Send} busy={isSending} onClick={submit}>
              {isSending ? "Sending…" : "Send for signature"}
            </Button>
          ) : (
            <Button weight="primary" size="lg" reason={waiting} onClick={() => go("review")}>
              Review
              <ArrowRight aria-hidden className="size-4" />
            </Button>
          )}
        </div>
      </div>
    </Page>
  );
}

const searchAt = ({ draft }: NewRequestSearch, step: Step): NewRequestSearch => ({
  ...(draft === undefined ? {} : { draft }),
  ...(step === "prepare" ? {} : { step }),
});

const focusFirstFault = (form: HTMLElement | null) => {
  requestAnimationFrame(() => {
    const first = form?.querySelector<HTMLElement>('[aria-invalid="true"], [role="alert"]');
    first?.scrollIntoView({ block: "center" });
    first?.focus();
  });
};

type Patch = ReturnType<typeof useDraft>["patch"];

/** Puts the stored documents that a request was asked for into the draft, once, and again when it is called. */
const useStoredDocuments = (ids: readonly string[], patch: Patch): (() => void) => {
  const add = useCallback(() => {
    Promise.all(ids.map((id) => queryClient.ensureQueryData(documentQuery(id))))
      .then((found) =>
        patch(({ documents }) => ({ documents: found.map(draftDocumentOf).reduce(withDocument, documents) })),
      )
      .catch((error: unknown) => notifyFailure("The document was not added", describeFailure(error).detail));
  }, [ids, patch]);
  const done = useRef(false);
  useEffect(() => {
    if (done.current || ids.length === 0) return;
    done.current = true;
    add();
  }, [ids, add]);
  return add;
};
