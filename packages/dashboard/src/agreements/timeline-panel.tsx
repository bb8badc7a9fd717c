// Everything that happened, newest first, each fact with where it came from.
import type { TimelineEntry } from "@creditnexus/contract";
import type { UseQueryResult } from "@tanstack/react-query";
import { clsx } from "clsx";
import { BellRing, type LucideIcon, ScanSearch, Server, UserRound } from "lucide-react";
import { formatDate, formatTime } from "../format/time.ts";
import { type Tone, toneSoft } from "../ui/badge.tsx";
import { Panel } from "../ui/panel.tsx";
import { Popover } from "../ui/popover.tsx";
import { FailureState, Loading, Skeleton } from "../ui/states.tsx";

interface SourceLook {
  word: string;
  meaning: string;
  icon: LucideIcon;
  tone: Tone;
}

const sources: Record<TimelineEntry["source"], SourceLook> = {
  digisigner_api: {
    word: "Read from DigiSigner",
    meaning: "The desk asked DigiSigner's API and this was its answer.",
    icon: ScanSearch,
    tone: "info",
  },
  person: {
    word: "A person",
    meaning: "Somebody did this at the desk or through its API.",
    icon: UserRound,
    tone: "accent",
  },
  desk: { word: "The desk", meaning: "The desk did this by itself.", icon: Server, tone: "quiet" },
};

/** A callback alone changes nothing, so that what was told has always been read as well. */
const told: SourceLook = {
  word: "Told by a callback, then read",
  meaning: "A callback told of this, and DigiSigner's API confirmed it when the desk asked.",
  icon: BellRing,
  tone: "info",
};

const lookOf = ({ source, callback_id }: TimelineEntry): SourceLook =>
  source === "digisigner_api" && callback_id !== null ? told : sources[source];

export interface TimelinePanelProps {
  timeline: UseQueryResult<TimelineEntry[]>;
}

export function TimelinePanel({ timeline }: TimelinePanelProps) {
  const entries = timeline.data?.toReversed();
  return (
    <Panel title="Timeline">
      {entries === undefined ? (
        timeline.isPending ? (
          <Loading label="Loading the timeline">
            <div className="flex flex-col gap-5 p-4">
              <Skeleton className="w-56" />
              <Skeleton className="w-64" />
              <Skeleton className="w-48" />
            </div>
          </Loading>
        ) : (
          <FailureState
            title="The timeline could not be loaded"
            error={timeline.error}
            onRetry={() => void timeline.refetch()}
          />
        )
      ) : (
        <ol aria-live="polite" aria-relevant="additions" className="px-4 py-3">
          {entries.map((entry, index) => (
            <Entry
              key={entry.entry_id}
              entry={entry}
              previous={entries[index - 1]}
              last={index === entries.length - 1}
            />
          ))}
          {entries.length === 0 && <li className="py-2 text-muted">Nothing has happened yet.</li>}
        </ol>
      )}
    </Panel>
  );
}

interface EntryProps {
  entry: TimelineEntry;
  previous: TimelineEntry | undefined;
  last: boolean;
}

function Entry({ entry, previous, last }: EntryProps) {
  const source = lookOf(entry);
  const Icon = source.icon;
  const day = formatDate(entry.at);
  return (
    <>
      {(previous === undefined || formatDate(previous.at) !== day) && (
        <li className="pt-1 pb-2 text-xs font-medium text-faint">{day}</li>
      )}
      <li className="relative flex gap-3 pb-4">
        {!last && <span aria-hidden className="absolute top-7 bottom-0 left-3 w-px bg-line" />}
        <span
          aria-hidden
          className={clsx(
            "relative grid size-6 shrink-0 place-items-center rounded-full",
            toneSoft[source.tone],
          )}
        >
          <Icon className="size-3.5" strokeWidth={2} />
        </span>
        <div className="min-w-0 flex-1">
          <p className="break-words">{entry.summary}</p>
          <div className="mt-0.5 flex flex-wrap items-center gap-x-1.5 text-xs text-faint">
            <Origin entry={entry} />
            {entry.source === "person" && <span>· {entry.actor}</span>}
            <span>
              · <time dateTime={entry.at}>{formatTime(entry.at)}</time>
            </span>
          </div>
        </div>
      </li>
    </>
  );
}

/** Where an entry comes from; opened, what that means and its place in the audit chain. */
function Origin({ entry }: { entry: TimelineEntry }) {
  const { word, meaning } = lookOf(entry);
  return (
    <Popover
      title={word}
      trigger={
        <button
          type="button"
          className="min-h-6 rounded-sm underline decoration-dotted underline-offset-3 hover:text-ink"
        >
          <span>{word}</span>
          <span className="sr-only">, audit entry {entry.sequence}</span>
        </button>
      }
    >
      <p className="text-sm text-muted">{meaning}</p>
      <p className="mt-2 text-sm text-muted">
        Entry {entry.sequence} of the audit chain:{" "}
        <code className="font-mono text-xs break-all">{entry.hash}</code>
      </p>
    </Popover>
  );
}
