// Makes an API key and shows it this once.
import { ROLES, type Role } from "@creditnexus/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { desk } from "../api/desk.ts";
import { describeFailure } from "../api/message.ts";
import { Button } from "../ui/button.tsx";
import { Choice } from "../ui/choice.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { TextField } from "../ui/field.tsx";
import { Notice } from "../ui/notice.tsx";
import { SecretOnce } from "../ui/secret-once.tsx";

const notes: Record<Role, string> = {
  viewer: "Reads agreements and documents",
  sender: "Also sends, cancels and sees signing links",
  operator: "Also sees and replays callbacks",
  admin: "Also makes and revokes keys",
};

export function NewKeyDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("sender");
  const queryClient = useQueryClient();
  const create = useMutation({
    mutationFn: () => desk.keys.create({ name: name.trim(), role }),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: ["keys"] }),
  });
  const close = () => {
    setName("");
    create.reset();
    onClose();
  };
  const made = create.data;

  if (made !== undefined)
    return <SecretOnce title={`The key “${made.name}”`} secret={made.key} onClose={close} />;

  return (
    <Dialog
      open={open}
      onClose={close}
      title="New API key"
      actions={
        <>
          <Button onClick={close}>Back</Button>
          <Button
            weight="primary"
            busy={create.isPending}
            reason={name.trim() === "" ? "Give the key a name first." : undefined}
            onClick={() => create.mutate()}
          >
            Make the key
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {create.isError && (
          <Notice tone="bad" title="Not made" live>
            {describeFailure(create.error).detail}
          </Notice>
        )}
        <TextField
          label="Name"
          hint="The application or person that will use it."
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Choice
          label="Role"
          value={role}
          onChange={setRole}
          options={ROLES.map((value) => ({ value, label: value, note: notes[value] }))}
        />
      </div>
    </Dialog>
  );
}
