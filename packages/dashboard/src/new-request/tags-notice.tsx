// Says which text tags the documents hold and lets them become fields.
import { listNames, plural } from "../format/size.ts";
import { Notice } from "../ui/notice.tsx";
import { Toggle } from "../ui/toggle.tsx";
import type { Draft } from "./draft.ts";
import { fieldTypes } from "./fields/field-types.ts";
import { rolesWithoutSigner } from "./tag-owners.ts";
import type { DraftTag } from "./use-text-tags.ts";

export interface TagsNoticeProps {
  tags: readonly DraftTag[];
  draft: Draft;
  patch: (part: Partial<Draft>) => void;
}

export function TagsNotice({ tags, draft, patch }: TagsNoticeProps) {
  if (tags.length === 0) return null;
  const roles = [...new Set(tags.map(({ role }) => role))];
  const kinds = Object.entries(Object.groupBy(tags, ({ type }) => type)).map(
    ([type, list = []]) =>
      `${list.length} × ${fieldTypes[type as keyof typeof fieldTypes].label.toLowerCase()}`,
  );
  const missing = rolesWithoutSigner(tags, draft.signers);
  return (
    <div className="mt-3">
      <Notice
        tone={draft.useTextTags && missing.length > 0 ? "warn" : "info"}
        title={`${plural(tags.length, "text tag")} found`}
      >
        <p>
          {kinds.join(", ")}; for {listNames(roles, 4)}.
          {draft.useTextTags && missing.length > 0 && ` No signer has the role ${listNames(missing, 4)} yet.`}
        </p>
        <div className="mt-2 flex max-w-sm flex-col gap-2">
          <Toggle
            label="Turn the tags into fields"
            checked={draft.useTextTags}
            onChange={(useTextTags) => patch({ useTextTags })}
          />
          {draft.useTextTags && (
            <Toggle
              label="Hide the tags in the document"
              checked={draft.hideTextTags}
              onChange={(hideTextTags) => patch({ hideTextTags })}
            />
          )}
        </div>
      </Notice>
    </div>
  );
}
