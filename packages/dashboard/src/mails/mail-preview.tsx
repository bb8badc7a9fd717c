// A look at the desk's own mails: kind, recipient and language to choose, the mail as HTML and as text.
import type { Language, MailKind, MailPreview as Preview } from "@creditnexus/contract";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { desk } from "../api/desk.ts";
import { useSession } from "../session/use-session.ts";
import { Choice } from "../ui/choice.tsx";
import { Segments } from "../ui/segments.tsx";
import { FailureState, Loading, Skeleton } from "../ui/states.tsx";
import { LANGUAGE_OPTIONS } from "./languages.ts";
import { kindOptions, type PreviewSubject, recipientsOf } from "./subject.ts";
import { transportSentence } from "./transport.ts";

export function MailPreview({ subject }: { subject: PreviewSubject }) {
  const { mail: transport } = useSession();
  const [kind, setKind] = useState<MailKind>("reminder");
  const [recipientValue, setRecipient] = useState("");
  const [chosen, setChosen] = useState<Language>();
  const recipients = recipientsOf(subject, kind);
  const recipient = recipients.find(({ value }) => value === recipientValue) ?? recipients[0];
  const language = chosen ?? recipient?.language ?? "en";
  const body = { kind, language, ...recipient?.about };
  const preview = useQuery({
    queryKey: ["mails", "preview", body],
    queryFn: ({ signal }) => desk.mails.preview(body, { signal }),
    enabled: recipient !== undefined,
    placeholderData: keepPreviousData,
  });
  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-3 sm:grid-cols-3">
        <Choice label="Mail" value={kind} options={kindOptions(subject)} onChange={setKind} />
        <Choice
          label="To"
          value={recipient?.value ?? ""}
          options={recipients}
          onChange={(value) => {
            setRecipient(value);
            setChosen(undefined);
          }}
        />
        <Choice label="Language" value={language} options={LANGUAGE_OPTIONS} onChange={setChosen} />
      </div>
      {preview.data !== undefined ? (
        <Letter mail={preview.data} />
      ) : preview.isError ? (
        <FailureState
          title="The mail could not be drawn"
          error={preview.error}
          onRetry={() => void preview.refetch()}
        />
      ) : (
        <Loading label="Loading the mail">
          <Skeleton className="h-96 rounded-md" />
        </Loading>
      )}
      <p className="text-sm text-muted">
        {transportSentence[transport]}
        {kind === "cancellation" &&
          transport !== "none" &&
          " Only when whoever cancels the request chooses to tell the signers."}
        {kind === "reminder" && " A placeholder stands for the signing link; each signer gets their own."}
      </p>
    </div>
  );
}

function Letter({ mail }: { mail: Preview }) {
  const [view, setView] = useState("html");
  return (
    <div className="min-w-0 overflow-hidden rounded-md border">
      <div className="flex flex-wrap items-start justify-between gap-3 border-b bg-sunken px-4 py-2.5">
        <dl className="grid min-w-0 flex-1 grid-cols-[auto_minmax(0,1fr)] gap-x-2 text-sm">
          <dt className="text-muted">Subject</dt>
          <dd className="font-medium wrap-anywhere" lang={mail.language}>
            {mail.subject}
          </dd>
          <dt className="text-muted">To</dt>
          <dd className="truncate">{mail.to}</dd>
        </dl>
        <Segments
          label="Shown as"
          value={view}
          onChange={setView}
          options={[
            { value: "html", label: "HTML" },
            { value: "text", label: "Text" },
          ]}
        />
      </div>
      {view === "html" ? (
        // No permission at all: no script, no origin, no way out of the frame.
        <iframe
          title="The mail as HTML"
          sandbox=""
          referrerPolicy="no-referrer"
          srcDoc={mail.html}
          className="block h-120 w-full"
        />
      ) : (
        <section
          aria-label="The mail as text"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it
          tabIndex={0}
          lang={mail.language}
          className="h-120 overflow-auto p-4 focus-visible:-outline-offset-2"
        >
          <pre className="font-mono text-sm whitespace-pre-wrap wrap-anywhere">{mail.text}</pre>
        </section>
      )}
    </div>
  );
}
