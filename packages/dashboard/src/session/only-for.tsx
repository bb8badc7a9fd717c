// A screen for those who have a role; everybody else is told why it is not theirs.
import type { Role } from "@creditnexus/contract";
import type { ReactNode } from "react";
import { Page, type PageProps } from "../shell/page.tsx";
import { Notice } from "../ui/notice.tsx";
import { useReason } from "./use-session.ts";

export interface OnlyForProps extends Pick<PageProps, "title" | "width"> {
  needs: Role;
  /** Such as `operators`. */
  who: string;
  /** Not rendered, and so not asking for anything, without the role. */
  children: ReactNode;
}

export function OnlyFor({ needs, who, title, width = "wide", children }: OnlyForProps) {
  const reason = useReason(needs);
  if (reason === undefined) return children;
  return (
    <Page title={title} width={width}>
      <Notice tone="info" title={`Only for ${who}`}>
        {reason}
      </Notice>
    </Page>
  );
}
