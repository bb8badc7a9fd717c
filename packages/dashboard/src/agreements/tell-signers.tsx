// The choice whether the signers hear by mail that a request was cancelled.
import { useState } from "react";
import { useSession } from "../session/use-session.ts";
import { Toggle } from "../ui/toggle.tsx";

export interface TellSigners {
  wanted: boolean;
  set: (wanted: boolean) => void;
  /** Why nobody can be told. */
  reason: string | undefined;
}

/** On wherever a mail can go out; `closed` is why these agreements need none. */
export const useTellSigners = (closed?: string): TellSigners => {
  const { mail } = useSession();
  const [wanted, set] = useState(true);
  const reason = mail === "none" ? "The desk has no mail server (SMTP_URL is not set)." : closed;
  return { wanted: wanted && reason === undefined, set, reason };
};

/** The call's body; what is not asked for is not in it. */
export const cancellationOf = (reason: string, tell: TellSigners) => ({
  ...(reason.trim() === "" ? {} : { reason: reason.trim() }),
  ...(tell.wanted ? { notify_signers: true } : {}),
});

export function TellSignersToggle({ tell }: { tell: TellSigners }) {
  return (
    <Toggle
      label="Tell the signers by mail"
      hint="Each in their language, with the reason."
      reason={tell.reason}
      checked={tell.wanted}
      onChange={tell.set}
    />
  );
}
