// Says on every screen that signatures are not real while the desk runs on the sandbox.
import { ExternalLink, FlaskConical } from "lucide-react";
import { useSession } from "../session/use-session.ts";

export function SandboxBanner() {
  const session = useSession();
  if (session.provider !== "sandbox") return null;
  return (
    <aside
      aria-label="Sandbox"
      className="flex flex-wrap items-center gap-x-2 gap-y-0.5 border-b bg-warn-soft px-4 py-1.5 text-sm text-warn md:px-6"
    >
      <FlaskConical aria-hidden className="size-4" />
      <strong className="font-semibold">Sandbox</strong>
      <span className="max-sm:sr-only">Signatures made here are for trying out and bind nobody.</span>
      {session.sandbox_url !== null && (
        <a
          href={session.sandbox_url}
          target="_blank"
          rel="noreferrer"
          className="ml-auto inline-flex items-center gap-1 font-medium underline decoration-current/40 underline-offset-2 hover:decoration-current"
        >
          Mailbox and inspector
          <ExternalLink aria-hidden className="size-3.5" />
          <span className="sr-only">(opens in a new tab)</span>
        </a>
      )}
    </aside>
  );
}
