// Says which text tags the documents hold and lets them become fields.
import { describeFailure } from "../api/message.ts";
import { listNames, plural } from "../format/size.ts";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { Toggle } from "../ui/toggle.tsx";
import type { Draft } from "./draft.ts";
import { fieldTypes } from "./fields/field-types.ts";
import { rolesOf, rolesWithoutSigner } from "./tag-owners.ts";
import type { FoundTags } from "./use-text-tags.ts";

export interface TagsNoticeProps {
  found: FoundTags;
  draft: Draft;
  patch: (part: Partial<Draft>) => void;
}

export function TagsNotice({ found, draft, patch }: TagsNoticeProps) {
  const { tags, isReading, error, retry } = found;
  const toggle = (
    <Toggle
      label="Turn the tags into fields"
      checked={draft.useTextTags}
      onChange={(useTextTags) => patch({ useTextTags })}
    />
  );
  if (error !== null && !isReading) {
    return (
      <div className="mt-3">
        <Notice
          tone="warn"
          title="The text tags could not be read"
          live
          action={
            <Button size="sm" onClick={retry}>
              Try again
            </Button>
          }
        >
          <p>{describeFailure(error).detail} Whether the documents hold any is not known here.</p>
          <div className="mt-2 max-w-sm">{toggle}</div>
        </Notice>
      </div>
    );
  }
  if (tags.length === 0) {
    // A switch that is on has to be seen, or nobody could turn it off again.
    if (!draft.useTextTags || isReading || draft.documents.length === 0) return null;
    return (
      <div className="mt-3">
        <Notice tone="warn" title="No text tags found">
          <p>These documents hold none, so no field comes from tags.</p>
          <div className="mt-2 max-w-sm">{toggle}</div>
        </Notice>
      </div>
    );
  }
  const roles = rolesOf(tags);
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
          {toggle}
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
