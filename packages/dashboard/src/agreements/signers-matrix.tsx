// Who has signed which document: a signer may have signed one of two, or need not sign one at all.
import type { Signature, Signer } from "@creditnexus/contract";
import { Circle, CircleCheck, CircleSlash, type LucideIcon, Minus } from "lucide-react";
import { formatDateTime } from "../format/time.ts";
import { isOpen } from "./status.ts";

const CAPTION = "Status per signer and document";

export interface SignersMatrixProps {
  signature: Signature;
  /** In the order of their turns. */
  signers: readonly Signer[];
}

export function SignersMatrix({ signature, signers }: SignersMatrixProps) {
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard
      tabIndex={0}
      aria-label={CAPTION}
      className="overflow-x-auto border-t focus-visible:-outline-offset-2"
    >
      <table className="w-full border-collapse text-sm">
        <caption className="sr-only">{CAPTION}</caption>
        <thead className="border-b bg-sunken text-left text-xs text-faint">
          <tr>
            <th scope="col" className="px-4 py-2 font-medium">
              Signer
            </th>
            {signature.documents.map(({ document_id, title }) => (
              <th key={document_id} scope="col" className="min-w-36 px-3 py-2 font-medium">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y">
          {signers.map((signer) => (
            <tr key={signer.signer_id}>
              <th scope="row" className="px-4 py-2 text-left font-medium">
                {signer.name ?? signer.email}
              </th>
              {signature.documents.map(({ document_id }) => (
                <td key={document_id} className="px-3 py-2 text-muted">
                  <Cell share={shareOf(signer, document_id)} open={isOpen(signature)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

type Share = Signer["documents"][number];

const shareOf = (signer: Signer, documentId: string): Share | undefined =>
  signer.documents.find(({ document_id }) => document_id === documentId);

const lookOf = (
  share: Share | undefined,
  open: boolean,
): { word: string; icon: LucideIcon; tint: string } => {
  if (share === undefined) return { word: "Not to sign", icon: Minus, tint: "text-faint" };
  if (share.status === "signed") return { word: "Signed", icon: CircleCheck, tint: "text-good" };
  return open
    ? { word: "To sign", icon: Circle, tint: "text-accent-ink" }
    : { word: "Not signed", icon: CircleSlash, tint: "text-faint" };
};

function Cell({ share, open }: { share: Share | undefined; open: boolean }) {
  const { word, icon: Icon, tint } = lookOf(share, open);
  const at = share?.signed_at ?? null;
  return (
    <span className="flex items-start gap-1.5">
      <Icon aria-hidden className={`mt-0.5 size-3.5 shrink-0 ${tint}`} />
      <span>
        {word}
        {at !== null && <span className="block text-xs text-faint">{formatDateTime(at)}</span>}
      </span>
    </span>
  );
}
