// Says which text tags the documents hold and lets them become fields.
import { useQuery } from "@tanstack/react-query";
import { loadContent } from "../documents/queries.ts";
import { listNames, plural } from "../format/size.ts";
import { Notice } from "../ui/notice.tsx";
import { Toggle } from "../ui/toggle.tsx";
import type { Draft } from "./draft.ts";
import { fieldTypes } from "./fields/field-types.ts";
import { findTextTags } from "./text-tags.ts";

/** The tags of a stored document, read once: it never changes. */
const tagsOf = async (documentId: string) => {
  const { openPdf } = await import("../pdf/engine.ts");
  const pdf = await openPdf(await loadContent(documentId));
  try {
    return await findTextTags(pdf);
  } finally {
    await pdf.loadingTask.destroy();
  }
};

export interface TagsNoticeProps {
  draft: Draft;
  patch: (part: Partial<Draft>) => void;
}

export function TagsNotice({ draft, patch }: TagsNoticeProps) {
  const ids = draft.documents.map(({ documentId }) => documentId);
  const { data: tags = [] } = useQuery({
    queryKey: ["text-tags", ids],
    queryFn: async () => (await Promise.all(ids.map(tagsOf))).flat(),
    enabled: ids.length > 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  if (tags.length === 0) return null;
  const roles = [...new Set(tags.map(({ role }) => role))];
  const kinds = Object.entries(Object.groupBy(tags, ({ type }) => type)).map(
    ([type, list = []]) =>
      `${list.length} × ${fieldTypes[type as keyof typeof fieldTypes].label.toLowerCase()}`,
  );
  const missing = roles.filter((role) => draft.signers.every((signer) => signer.role.trim() !== role));
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
