// The last page before sending: what goes out, to whom, and exactly what will happen.
import { FileText, KeyRound, PenLine } from "lucide-react";
import { plural } from "../format/size.ts";
import { useNow } from "../format/use-now.ts";
import { MailPreview } from "../mails/mail-preview.tsx";
import { subjectOfDraft } from "../mails/subject.ts";
import { useSession } from "../session/use-session.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Panel } from "../ui/panel.tsx";
import { type Draft, titleOf, turnsOf } from "./draft.ts";
import { ownLanguageOf, planOf } from "./plan.ts";
import type { DraftTag } from "./use-text-tags.ts";

export interface ReviewProps {
  draft: Draft;
  /** Those that will become fields. */
  tags: readonly DraftTag[];
}

export function Review({ draft, tags }: ReviewProps) {
  const session = useSession();
  const now = useNow();
  const turns = turnsOf(draft.signers);
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <div className="flex min-w-0 flex-col gap-5">
        <Panel title={titleOf(draft)}>
          <ul className="divide-y">
            {draft.documents.map(({ documentId, title, pageCount }) => {
              const fields = draft.fields.filter((field) => field.documentId === documentId).length;
              return (
                <li key={documentId} className="flex items-center gap-3 px-4 py-3">
                  <FileText aria-hidden className="size-4.5 shrink-0 text-faint" strokeWidth={1.8} />
                  <span className="min-w-0 flex-1 truncate">{title}</span>
                  <span className="text-sm text-faint">
                    {plural(pageCount, "page")}
                    {fields > 0 && ` · ${plural(fields, "field")}`}
                  </span>
                </li>
              );
            })}
          </ul>
        </Panel>
        <Panel
          title="Signers"
          aside={
            draft.signers.length > 1 && (
              <span className="text-sm text-faint">{draft.inOrder ? "In order" : "All at once"}</span>
            )
          }
        >
          <ol className="divide-y">
            {draft.signers.map((signer, index) => (
              <li key={signer.key} className="flex items-center gap-3 px-4 py-2.5">
                {draft.inOrder && draft.signers.length > 1 && (
                  <span className="tnum w-4 text-center text-sm font-medium text-faint">{turns[index]}</span>
                )}
                <Avatar name={signer.name.trim() || null} email={signer.email} />
                <div className="min-w-0 flex-1">
                  <p className="flex flex-wrap items-baseline gap-x-2">
                    <span className="truncate font-medium">{signer.name.trim() || signer.email}</span>
                    <span className="text-sm text-muted">{signer.role}</span>
                    <span className="text-sm text-faint">{ownLanguageOf(draft, signer)}</span>
                  </p>
                  {signer.name.trim() !== "" && <p className="truncate text-sm text-faint">{signer.email}</p>}
                </div>
                {signer.accessCode !== "" && (
                  <span className="flex items-center gap-1 text-sm text-muted">
                    <KeyRound aria-hidden className="size-3.5" />
                    Access code
                  </span>
                )}
              </li>
            ))}
          </ol>
        </Panel>
        {Object.keys(draft.metadata).length > 0 && (
          <Panel title="Kept with the agreement">
            <dl className="flex flex-col gap-1 px-4 py-3 text-sm">
              {Object.entries(draft.metadata).map(([name, value]) => (
                <div key={name} className="flex flex-wrap gap-x-2">
                  <dt className="font-mono text-faint">{name}</dt>
                  <dd className="min-w-0 break-words">{value}</dd>
                </div>
              ))}
            </dl>
          </Panel>
        )}
        <Panel title="Invitation mail">
          <dl className="px-4 py-3 text-sm">
            <div className="flex gap-2">
              <dt className="text-faint">To</dt>
              <dd className="min-w-0 truncate">
                {draft.signers.map(({ email }) => email.trim()).join(", ")}
              </dd>
            </div>
            <div className="flex gap-2">
              <dt className="text-faint">Subject</dt>
              <dd className="min-w-0 font-medium">{draft.subject.trim() || "DigiSigner’s usual subject"}</dd>
            </div>
          </dl>
          <div className="mx-4 mb-4 rounded-md border bg-sunken p-4">
            <p className="mb-3 whitespace-pre-wrap">{draft.message.trim() || "DigiSigner’s usual words."}</p>
            <span className="inline-block rounded-md bg-accent px-3 py-1.5 text-sm font-medium text-on-accent">
              Review and sign
            </span>
            <p className="mt-3 text-xs text-faint">
              Each mail carries its signer’s own link. DigiSigner sets its look.
            </p>
          </div>
        </Panel>
      </div>
      <Panel title="What will happen">
        <ol className="px-4 pt-4 pb-1">
          {planOf(draft, session, now, tags).map(({ title, detail }, index, all) => (
            <li key={title} className="relative flex gap-3 pb-5">
              {index < all.length - 1 && (
                <span aria-hidden className="absolute top-8 bottom-1 left-3.5 w-px bg-line" />
              )}
              <span
                aria-hidden
                className="tnum grid size-7 shrink-0 place-items-center rounded-full bg-accent-soft text-xs font-semibold text-accent-ink"
              >
                {index === all.length - 1 ? <PenLine className="size-3.5" /> : index + 1}
              </span>
              <div>
                <p className="font-medium">{title}</p>
                <p className="text-muted">{detail}</p>
              </div>
            </li>
          ))}
        </ol>
      </Panel>
      <Panel title="Preview of the mail" className="lg:col-span-2">
        <div className="p-4">
          <MailPreview subject={subjectOfDraft(draft)} />
        </div>
      </Panel>
    </div>
  );
}
