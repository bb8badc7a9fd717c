// The signing links of open signers, for those who may send; each is a credential.
import type { Signature } from "@creditnexus/contract";
import { useQuery } from "@tanstack/react-query";
import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { desk } from "../api/desk.ts";
import { listNames } from "../format/size.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Notice } from "../ui/notice.tsx";
import { FailureState, Loading, Skeleton } from "../ui/states.tsx";
import { notifyFailure } from "../ui/toasts.tsx";

export interface LinksDialogProps {
  signature: Signature;
  open: boolean;
  onClose: () => void;
}

export function LinksDialog({ signature, open, onClose }: LinksDialogProps) {
  const links = useQuery({
    queryKey: ["signatures", "links", signature.signature_id],
    queryFn: () => desk.signatures.links(signature.signature_id),
    enabled: open,
    // Credentials are not kept in memory longer than they are shown.
    gcTime: 0,
    staleTime: 0,
  });
  const several = signature.documents.length > 1;
  const titlesOf = (ids: readonly string[]) =>
    signature.documents.filter(({ document_id }) => ids.includes(document_id)).map(({ title }) => title);
  return (
    <Dialog open={open} onClose={onClose} title="Signing links" wide>
      <div className="flex flex-col gap-3 pb-5">
        <Notice tone="warn">Whoever has a link can sign with it. Give it only to its signer.</Notice>
        {links.data !== undefined ? (
          <ul className="flex flex-col gap-2">
            {links.data.links.map((link) => (
              <LinkRow
                key={`${link.signer_id} ${link.document_ids.join(" ")}`}
                url={link.sign_document_url}
                documents={several ? titlesOf(link.document_ids) : []}
                email={link.email}
                name={signature.signers.find(({ signer_id }) => signer_id === link.signer_id)?.name ?? null}
              />
            ))}
            {links.data.links.length === 0 && <li className="text-muted">Nobody has to sign any more.</li>}
          </ul>
        ) : links.isPending ? (
          <Loading label="Loading the links">
            <Skeleton className="mb-2 h-12" />
            <Skeleton className="h-12" />
          </Loading>
        ) : (
          <FailureState
            title="The links could not be loaded"
            error={links.error}
            onRetry={() => void links.refetch()}
          />
        )}
      </div>
    </Dialog>
  );
}

interface LinkRowProps {
  url: string;
  email: string;
  name: string | null;
  /** Titles of what it opens, where that is not plain. */
  documents: readonly string[];
}

function LinkRow({ url, email, name, documents }: LinkRowProps) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(url);
      setCopied(true);
    } catch (error) {
      notifyFailure("Not copied", `The browser refused the clipboard: ${String(error)}`);
    }
  };
  return (
    <li className="flex items-center gap-3 rounded-md border px-3 py-2">
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{name ?? email}</p>
        {name !== null && <p className="truncate text-sm text-faint">{email}</p>}
        {documents.length > 0 && <p className="text-sm text-muted">{listNames(documents, 4)}</p>}
      </div>
      <Button
        icon={copied ? Check : Copy}
        onClick={() => void copy()}
        aria-label={`${copied ? "Copied" : "Copy"} link of ${name ?? email}${documents.length === 0 ? "" : ` to ${listNames(documents, 4)}`}`}
      >
        {copied ? "Copied" : "Copy link"}
      </Button>
    </li>
  );
}
