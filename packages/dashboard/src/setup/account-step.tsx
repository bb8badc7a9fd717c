// The account: whether DigiSigner accepts the desk's key, and in which mode it signs.
import type { AccountCheck } from "@creditnexus/contract";
import { useMutation } from "@tanstack/react-query";
import { desk } from "../api/desk.ts";
import { describeFailure } from "../api/message.ts";
import { useReason, useSession } from "../session/use-session.ts";
import { Button } from "../ui/button.tsx";
import { Notice, type NoticeProps } from "../ui/notice.tsx";
import { Step } from "./step.tsx";

const modes: Record<NonNullable<AccountCheck["mode"]>, string> = {
  TEST: "The account is in TEST mode: documents get a watermark and bind nobody.",
  PROD: "The account is in PROD mode: signatures are binding and cost credits.",
  unknown: "The mode of the account could not be found out.",
};

const said = ({ key, mode, why }: AccountCheck): Pick<NoticeProps, "tone" | "title" | "children"> => {
  if (key === "refused") {
    const children =
      "Copy the key again from the settings of the DigiSigner account into DIGISIGNER_API_KEY, and restart.";
    return { tone: "bad", title: "DigiSigner refuses the key", children };
  }
  if (key === "unknown") {
    const children = `${why ?? ""} Check DIGISIGNER_BASE_URL, which ends with /v1, and the network.`;
    return { tone: "warn", title: "DigiSigner could not be asked", children };
  }
  return { tone: "good", title: "DigiSigner accepts the key", children: modes[mode ?? "unknown"] };
};

export function AccountStep({ number }: { number: number }) {
  const session = useSession();
  const reason = useReason("admin");
  const check = useMutation({ mutationFn: () => desk.setup.checkAccount({ find_mode: true }) });
  const isSandbox = session.provider === "sandbox";
  return (
    <Step number={number} title="The account" done={isSandbox || check.data?.key === "valid"}>
      {isSandbox ? (
        <p className="text-muted">
          Mode: sandbox. Signatures are made at the sandbox and bind nobody. For the real ones, set
          DIGISIGNER_API_KEY to the key of your DigiSigner account and restart the desk.
        </p>
      ) : (
        <>
          <p className="text-muted">
            Asks DigiSigner whether it takes the desk's key, and in which mode the account is: for that a
            blank page is uploaded, looked at and deleted. Nobody is invited.
          </p>
          <div>
            <Button reason={reason} busy={check.isPending} onClick={() => check.mutate()}>
              Check the key
            </Button>
          </div>
          {check.data !== undefined && <Notice {...said(check.data)} live />}
          {check.isError && (
            <Notice tone="bad" title="Not checked" live>
              {describeFailure(check.error).detail}
            </Notice>
          )}
        </>
      )}
    </Step>
  );
}
