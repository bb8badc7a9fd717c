// Signs a person out everywhere after a question.
import type { Person } from "@creditnexus/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { desk } from "../api/desk.ts";
import { describeFailure } from "../api/message.ts";
import { plural } from "../format/size.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Notice } from "../ui/notice.tsx";
import { notify } from "../ui/toasts.tsx";
import { labelOf } from "./label.ts";
import { PEOPLE_KEY } from "./queries.ts";

export function EndSessionsDialog({ person, onClose }: { person: Person | undefined; onClose: () => void }) {
  const queryClient = useQueryClient();
  const name = person === undefined ? "" : labelOf(person);
  const end = useMutation({
    mutationFn: ({ person_id }: Person) => desk.people.endSessions(person_id),
    onSuccess: ({ ended }) => {
      notify("Signed out", `${name} was signed out of ${plural(ended, "browser")}.`);
      void queryClient.invalidateQueries({ queryKey: PEOPLE_KEY });
      onClose();
    },
  });
  const close = () => {
    end.reset();
    onClose();
  };
  return (
    <Dialog
      open={person !== undefined}
      onClose={close}
      title={`Sign ${name} out?`}
      description="Every browser they are signed in with stops working at once. They can sign in again as long as the organisation lets them; to keep them out, take their role away there first."
      actions={
        <>
          <Button onClick={close}>Leave them</Button>
          <Button
            weight="danger"
            busy={end.isPending}
            onClick={() => {
              if (person !== undefined) end.mutate(person);
            }}
          >
            Sign out
          </Button>
        </>
      }
    >
      {end.isError ? (
        <Notice tone="bad" title="Not signed out" live>
          {describeFailure(end.error).detail}
        </Notice>
      ) : undefined}
    </Dialog>
  );
}
