// The dialog over unfinished work: sign in again, and everything goes on where it was.
import { useRouter } from "@tanstack/react-router";
import { gate, queryClient, SESSION_KEY } from "../api/desk.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { OrganisationSignIn } from "./organisation-sign-in.tsx";
import { SignInForm } from "./sign-in-form.tsx";
import { useSignedInElsewhere } from "./use-signed-in-elsewhere.ts";

export default function SessionEndedDialog() {
  const router = useRouter();
  useSignedInElsewhere(() => gate.reopen());
  const leave = () => {
    gate.leave();
    queryClient.removeQueries({ queryKey: SESSION_KEY });
    void router.navigate({ to: "/sign-in", search: { next: router.state.location.href } });
  };
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
        <SignInForm onSignedIn={() => gate.reopen()} />
        <Button weight="quiet" className="mt-2 w-full" onClick={leave}>
          Leave instead
        </Button>
      </div>
    </Dialog>
  );
}
