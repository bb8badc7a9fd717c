// The signers in their order: whose turn it is, who has signed and when.
import type { Signature, Signer } from "@creditnexus/contract";
import { CircleCheck, Clock, Hourglass, type LucideIcon, Minus } from "lucide-react";
import { formatDateTime } from "../format/time.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Badge, type Tone } from "../ui/badge.tsx";
import { Panel } from "../ui/panel.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { SignersMatrix } from "./signers-matrix.tsx";
import { isOpen } from "./status.ts";

interface Look {
  word: string;
  tone: Tone;
  icon: LucideIcon;
}

const lookOf = (signer: Signer, open: boolean): Look => {
  if (signer.status === "signed") return { word: "Signed", tone: "good", icon: CircleCheck };
  if (!open) return { word: "Not signed", tone: "quiet", icon: Minus };
  if (signer.is_current) return { word: "To sign now", tone: "accent", icon: Clock };
  return { word: "Waits for turn", tone: "quiet", icon: Hourglass };
};

export function SignersPanel({ signature }: { signature: Signature }) {
  const ordered = new Set(signature.signers.map(({ order }) => order)).size > 1;
  const signers = [...signature.signers].sort((a, b) => (a.order ?? 0) - (b.order ?? 0));
  return (
    <Panel
      title="Signers"
      aside={<span className="text-sm text-faint">{ordered ? "In order" : "All at once"}</span>}
    >
      <ol>
        {signers.map((signer) => (
          <Row key={signer.signer_id} signer={signer} signature={signature} ordered={ordered} />
        ))}
      </ol>
      {signature.documents.length > 1 && <SignersMatrix signers={signers} signature={signature} />}
    </Panel>
  );
}

interface RowProps {
  signer: Signer;
  signature: Signature;
  ordered: boolean;
}

function Row({ signer, signature, ordered }: RowProps) {
  const { word, tone, icon } = lookOf(signer, isOpen(signature));
  return (
    <li className="flex items-center gap-3 border-b px-4 py-3 last:border-b-0">
      {ordered && (
        <span className="tnum w-4 text-center text-sm font-medium text-faint">
          <span className="sr-only">Turn </span>
          {signer.order ?? 0}
        </span>
      )}
      <Avatar
        name={signer.name}
        email={signer.email}
        signed={signer.status === "signed"}
        current={signer.is_current}
      />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="truncate font-medium">{signer.name ?? signer.email}</span>
          {signer.role !== null && <span className="text-sm text-muted">{signer.role}</span>}
        </p>
        {signer.name !== null && <p className="truncate text-sm text-faint">{signer.email}</p>}
      </div>
      <div className="flex shrink-0 flex-col items-end gap-1">
        <Badge tone={tone} icon={icon}>
          {word}
        </Badge>
        {signer.signed_at !== null && (
          <span className="text-xs text-faint" title={formatDateTime(signer.signed_at)}>
            <RelativeTime at={signer.signed_at} />
          </span>
        )}
      </div>
    </li>
  );
}
