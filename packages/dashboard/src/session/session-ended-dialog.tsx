// The dialog over unfinished work: the same person signs in again and goes on; another one begins anew.
import type { Session } from "@creditnexus/contract";
import { useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { gate, queryClient, SESSION_KEY } from "../api/desk.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { OrganisationSignIn } from "./organisation-sign-in.tsx";
import { SignInForm } from "./sign-in-form.tsx";
import { ownerOf, useSession } from "./use-session.ts";
import { useSignedInElsewhere } from "./use-signed-in-elsewhere.ts";

export default function SessionEndedDialog() {
  const router = useRouter();
  const before = useSession();
  const [other, setOther] = useState<Session>();
  const leave = () => {
    gate.leave();
    void router
      .navigate({ to: "/sign-in", search: { next: router.state.location.href } })
      .then(() => queryClient.clear());
  };
  const resume = (session: Session) => {
    // What waits would go out under another name, and what is typed would land in another's draft.
    if (ownerOf(session) !== ownerOf(before)) {
      setOther(session);
      return;
    }
    queryClient.setQueryData(SESSION_KEY, session);
    gate.reopen();
  };
  useSignedInElsewhere(resume);
  if (other !== undefined) return <OtherPerson before={before.actor.name} now={other.actor.name} />;
  return (
    <Dialog
      open
      onClose={leave}
      dismissible={false}
      title="Your session has ended"
      description="Sign in again to go on. Nothing you typed is lost, and what was being sent is sent once you are back."
    >
      <div className="pb-5">
        <OrganisationSignIn next="/" inNewTab />
        <SignInForm onSignedIn={resume} />
        <Button weight="quiet" className="mt-2 w-full" onClick={leave}>
          Leave instead
        </Button>
      </div>
    </Dialog>
  );
}

function OtherPerson({ before, now }: { before: string; now: string }) {
  const restart = () => {
    gate.leave();
    // Nothing of the person before stays in memory.
    window.location.reload();
  };
  return (
    <Dialog
      open
      onClose={restart}
      dismissible={false}
      title={`You are signed in as ${now}`}
      description={`What ${before} was sending was not sent. A draft of theirs is kept in this browser until they sign in again.`}
      actions={
        <Button weight="primary" onClick={restart}>
          Go on as {now}
        </Button>
      }
    />
  );
}
