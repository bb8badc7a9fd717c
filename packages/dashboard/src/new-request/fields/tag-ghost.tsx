// What a text tag of the document will become: seen where it stands, coloured by its signer, and not to be moved.
import { Tag } from "lucide-react";
import type { Draft } from "../draft.ts";
import { signerColor } from "../signer-colors.ts";
import { ownerOf } from "../tag-owners.ts";
import type { TextTag } from "../text-tags.ts";
import { fieldTypes } from "./field-types.ts";
import { boxOf, type Viewport } from "./geometry.ts";

export interface TagGhostProps {
  tag: TextTag;
  draft: Draft;
  viewport: Viewport;
}

const NOBODY = { soft: "var(--color-warn-soft)", solid: "var(--color-warn)", ink: "var(--color-warn)" };

export function TagGhost({ tag, draft, viewport }: TagGhostProps) {
  const at = ownerOf(tag.role, draft.signers);
  const signer = draft.signers[at];
  const color = at === -1 ? NOBODY : signerColor(at);
  const owner =
    at === -1
      ? `nobody, since no signer has the role ${tag.role}`
      : signer?.name.trim() || signer?.email.trim() || `signer ${at + 1}`;
  const { label } = fieldTypes[tag.type];
  const box = boxOf(tag.rectangle, viewport);
  return (
    <div
      role="img"
      aria-label={`Text tag: ${label.toLowerCase()} of ${owner}; page ${tag.page + 1}`}
      title={`${label} of ${owner}, from a text tag`}
      className="absolute flex items-center gap-1 overflow-hidden rounded-[3px] border-[1.5px] border-dotted px-1 text-2xs font-medium [color-scheme:light]"
      style={{
        ...box,
        background: `color-mix(in oklab, ${color.soft} 82%, transparent)`,
        borderColor: color.solid,
        color: color.ink,
      }}
    >
      {box.width > 12 && <Tag aria-hidden className="size-3 shrink-0" strokeWidth={2.2} />}
      {box.width > 44 && <span className="truncate">{label}</span>}
    </div>
  );
}
