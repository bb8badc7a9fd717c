// Walks through setting DigiSigner up: the account, the secret, the callback URLs, and the first callback.
import type { Setup } from "@creditnexus/contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { HeartPulse } from "lucide-react";
import { desk } from "../api/desk.ts";
import { useReason } from "../session/use-session.ts";
import { SettingsNav } from "../settings/settings-nav.tsx";
import { Page } from "../shell/page.tsx";
import { buttonClass } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { StaleQuery } from "../ui/stale-notice.tsx";
import { FailureState } from "../ui/states.tsx";
import { TableSkeleton } from "../ui/table-skeleton.tsx";
import { AccountStep } from "./account-step.tsx";
import { FirstCallbackStep } from "./first-callback-step.tsx";
import { SecretStep, UrlsStep } from "./urls-step.tsx";

const WAITING_MS = 2_000;
const ARRIVED_MS = 15_000;

const isWaiting = (setup: Setup | undefined): boolean =>
  setup !== undefined &&
  (setup.arrived.document_signed === null || setup.arrived.signature_request_completed === null);

function Steps() {
  const setup = useQuery({
    queryKey: ["setup"],
    queryFn: () => desk.setup.get(),
    refetchInterval: ({ state }) => (isWaiting(state.data) ? WAITING_MS : ARRIVED_MS),
  });
  if (setup.data === undefined) {
    return setup.isPending ? (
      <TableSkeleton label="Loading the set-up" />
    ) : (
      <FailureState
        title="The set-up could not be read"
        error={setup.error}
        onRetry={() => void setup.refetch()}
      />
    );
  }
  return (
    <>
      <StaleQuery query={setup} />
      <ol aria-label="Steps of the set-up" className="flex flex-col gap-4">
        <AccountStep number={1} />
        <SecretStep number={2} setup={setup.data} />
        <UrlsStep number={3} setup={setup.data} />
        <FirstCallbackStep number={4} setup={setup.data} isOld={setup.isRefetchError} />
      </ol>
    </>
  );
}

export function SetupScreen() {
  const reason = useReason("operator");
  return (
    <Page
      title="Set up DigiSigner"
      description="From the key to the first callback, step by step."
      actions={
        <Link to="/settings/health" className={buttonClass()}>
          <HeartPulse aria-hidden className="size-4" strokeWidth={1.9} />
          Health checks
        </Link>
      }
    >
      <SettingsNav />
      {reason === undefined ? (
        <Steps />
      ) : (
        <Notice tone="info" title="Only for operators">
          {reason}
        </Notice>
      )}
    </Page>
  );
}
