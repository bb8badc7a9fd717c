// What a person should know about an agreement before anything else on its page.
import type { Signature } from "@creditnexus/contract";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { plural } from "../format/size.ts";
import { Notice } from "../ui/notice.tsx";

export function Warnings({ signature }: { signature: Signature }) {
  const { status, failure, closed_reason, resent_from, resent_as, missed_callbacks } = signature;
  const notices: ReactNode[] = [];
  if (failure !== null) {
    const ended = status === "failed";
    notices.push(
      <Notice
        key="failure"
        tone={ended ? "bad" : "warn"}
        title={ended ? "It could not be sent" : "Trying again"}
      >
        {failure.detail}
      </Notice>,
    );
  } else if (closed_reason !== null && status !== "completed") {
    notices.push(
      <Notice key="reason" tone="info" title="Reason">
        {closed_reason}
      </Notice>,
    );
  }
  if (resent_as !== null) {
    notices.push(
      <Notice key="as" tone="info">
        Sent again with a corrected address: <Other signatureId={resent_as}>open the new request</Other>
      </Notice>,
    );
  }
  if (resent_from !== null) {
    notices.push(
      <Notice key="from" tone="info">
        Replaces a request with a wrong address: <Other signatureId={resent_from}>open the old one</Other>
      </Notice>,
    );
  }
  if (missed_callbacks > 0) {
    notices.push(
      <Notice key="missed" tone="warn">
        No callback had told of {plural(missed_callbacks, "signing")} when the desk read the state by itself.
        Check the callback URLs in DigiSigner's settings.
      </Notice>,
    );
  }
  return notices.length === 0 ? null : <div className="mb-5 flex flex-col gap-2">{notices}</div>;
}

function Other({ signatureId, children }: { signatureId: string; children: string }) {
  return (
    <Link
      to="/agreements/$signatureId"
      params={{ signatureId }}
      className="font-medium text-accent-ink underline underline-offset-2"
    >
      {children}
    </Link>
  );
}
