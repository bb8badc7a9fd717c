// The signers of an agreement at a glance: who has signed, whose turn it is, and how far along.
import type { Signature } from "@creditnexus/contract";
import { Avatar } from "../ui/avatar.tsx";
import { Progress } from "../ui/progress.tsx";

const MOST = 4;

export function SignerStack({ signature }: { signature: Signature }) {
  const { signers, progress } = signature;
  const shown = signers.slice(0, signers.length > MOST ? MOST - 1 : MOST);
  const rest = signers.length - shown.length;
  const names = signers.map(({ name, email, status }) => `${name ?? email} (${status})`).join(", ");
  return (
    <span className="flex items-center gap-3">
      <span className="flex w-[7.75rem] gap-1 max-md:w-auto" title={names}>
        {shown.map((signer) => (
          <Avatar
            key={signer.signer_id}
            size="sm"
            name={signer.name}
            email={signer.email}
            signed={signer.status === "signed"}
            current={signer.is_current}
          />
        ))}
        {rest > 0 && (
          <span className="grid size-7 place-items-center rounded-full bg-quiet-soft text-2xs font-semibold text-quiet">
            +{rest}
          </span>
        )}
        <span className="sr-only">{names}</span>
      </span>
      <span className="w-20">
        <span className="tnum block text-xs whitespace-nowrap text-muted">
          {progress.signed} of {progress.total} signed
        </span>
        <Progress signed={progress.signed} total={progress.total} className="mt-1" />
      </span>
    </span>
  );
}
