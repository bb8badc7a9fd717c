// Notices that the session ended and asks for a new one over whatever is on screen.
import { lazy, Suspense, useSyncExternalStore } from "react";
import { gate } from "../api/desk.ts";

const SessionEndedDialog = lazy(() => import("./session-ended-dialog.tsx"));

export function SessionEnded() {
  const state = useSyncExternalStore(gate.subscribe, gate.state);
  if (state === "open") return null;
  return (
    <Suspense>
      <SessionEndedDialog />
    </Suspense>
  );
}
