// The callback URLs to enter at DigiSigner, and the secret whose token they carry.
import type { Setup } from "@creditnexus/contract";
import { useReason } from "../session/use-session.ts";
import { Notice } from "../ui/notice.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { CopyLine } from "./copy-line.tsx";
import { Step } from "./step.tsx";

export function SecretStep({ number, setup }: { number: number; setup: Setup }) {
  const isSandbox = setup.provider === "sandbox";
  return (
    <Step number={number} title="The secret" done={setup.callback_secret || isSandbox}>
      {setup.callback_secret ? (
        <p className="text-muted">Callbacks must prove their origin: the URLs below carry a token for it.</p>
      ) : isSandbox ? (
        <p className="text-muted">None is set, as is usual with the sandbox.</p>
      ) : (
        <Notice tone="warn" title="No secret is set">
          Anyone can post callbacks. Set DIGISIGNER_WEBHOOK_SECRET to a long random text (
          <code>creditnexus init</code> makes one) and restart the desk before you enter the URLs.
        </Notice>
      )}
    </Step>
  );
}

export function UrlsStep({ number, setup }: { number: number; setup: Setup }) {
  const reason = useReason("admin");
  const isSandbox = setup.provider === "sandbox";
  const { document_signed: signed, signature_request_completed: completed } = setup.arrived;
  return (
    <Step number={number} title="The callback URLs" done={signed !== null && completed !== null}>
      <p className="text-muted">
        {isSandbox
          ? "The sandbox has them already: the desk sets them itself when it starts."
          : "Enter them in the settings of the DigiSigner account, each in the field of its name."}
      </p>
      {!isSandbox && setup.public_url === null && (
        <Notice tone="bad" title="No public address">
          DigiSigner cannot reach the address below. Set PUBLIC_URL to the desk's public https address and
          restart, or open a tunnel with <code>creditnexus dev</code>.
        </Notice>
      )}
      {setup.callback_urls === null ? (
        <Notice tone="info" title="Only for administrators">
          {reason ?? "The URLs hold a secret token."}
        </Notice>
      ) : (
        <>
          <div>
            <CopyLine label="Document Signed" text={setup.callback_urls.document_signed} />
            <Arrival of={signed} />
          </div>
          <div>
            <CopyLine
              label="Signature Request Completed"
              text={setup.callback_urls.signature_request_completed}
            />
            <Arrival of={completed} />
          </div>
        </>
      )}
    </Step>
  );
}

function Arrival({ of }: { of: Setup["last_callback"] }) {
  return (
    <p className={`mt-1 text-sm ${of === null ? "text-faint" : "text-good"}`}>
      {of === null ? (
        "Nothing has arrived by it yet."
      ) : (
        <>
          Arrives: <RelativeTime at={of.received_at} />
        </>
      )}
    </p>
  );
}
