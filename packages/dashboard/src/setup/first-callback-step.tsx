// Waits for the first callback, and says when it has come.
import type { Setup } from "@creditnexus/contract";
import { Link } from "@tanstack/react-router";
import { LoaderCircle } from "lucide-react";
import { Notice } from "../ui/notice.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { Step } from "./step.tsx";

const proofs = {
  hmac: "It was signed with the secret.",
  token: "It carried the token.",
  none: "It carried no proof.",
};

export interface FirstCallbackStepProps {
  number: number;
  setup: Setup;
  /** The desk could not be asked again, so nothing is being waited for. */
  isOld: boolean;
}

export function FirstCallbackStep({ number, setup, isOld }: FirstCallbackStepProps) {
  const { last_callback: last } = setup;
  return (
    <Step number={number} title="The first callback" done={last !== null}>
      {/* There from the start, so that a screen reader tells the change. */}
      <div role="status">
        {last === null && isOld ? (
          <p className="text-muted">Whether a callback has come shows when the desk answers again.</p>
        ) : last === null ? (
          <p className="flex items-center gap-2 text-muted">
            <LoaderCircle aria-hidden className="size-4 shrink-0 animate-spin motion-reduce:animate-none" />
            Waiting for the first callback. Send a request to yourself and sign it.
          </p>
        ) : (
          <Notice tone="good" title="A callback has arrived">
            <span>
              {last.event_type}, <RelativeTime at={last.received_at} />. {proofs[last.authenticity]}{" "}
              <Link
                to="/callbacks/$callbackId"
                params={{ callbackId: last.callback_id }}
                className="font-medium text-accent-ink underline underline-offset-2"
              >
                Look at it
              </Link>
            </span>
          </Notice>
        )}
      </div>
    </Step>
  );
}
