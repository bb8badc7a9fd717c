// Notices, when a person comes back to this tab, that they signed in again in another one.

import type { Session } from "@creditnexus/contract";
import { useEffect, useEffectEvent } from "react";
import { desk, isSignedOut } from "../api/desk.ts";
import { describeFailure } from "../api/message.ts";
import { notifyFailure } from "../ui/toasts.tsx";

export const useSignedInElsewhere = (onSignedIn: (session: Session) => void): void => {
  const look = useEffectEvent(async () => {
    if (document.visibilityState !== "visible") return;
    try {
      onSignedIn(await desk.session.get());
    } catch (error) {
      if (!isSignedOut(error)) notifyFailure("Not signed in yet", describeFailure(error).detail);
    }
  });
  useEffect(() => {
    const listener = () => void look();
    window.addEventListener("focus", listener);
    document.addEventListener("visibilitychange", listener);
    return () => {
      window.removeEventListener("focus", listener);
      document.removeEventListener("visibilitychange", listener);
    };
  }, []);
};
