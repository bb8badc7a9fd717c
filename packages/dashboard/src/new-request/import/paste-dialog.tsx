// Adds signers from pasted text, with a look at what was read.
import { useState } from "react";
import { plural } from "../../format/size.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { TextArea } from "../../ui/field.tsx";
import { type DraftSigner, emptySigner } from "../draft.ts";
import { parseAddresses } from "./parse-addresses.ts";

export interface ImportDialogProps {
  open: boolean;
  onClose: () => void;
  onAdd: (signers: DraftSigner[], metadata?: Record<string, string>) => void;
}

export function PasteDialog({ open, onClose, onAdd }: ImportDialogProps) {
  const [text, setText] = useState("");
  const { signers, unread } = parseAddresses(text);
  const close = () => {
    setText("");
    onClose();
  };
  return (
    <Dialog
      open={open}
      onClose={close}
      title="Paste signers"
      description="One per line, from a mail, a spreadsheet or a list. Names and roles are read where they stand."
      wide
      actions={
        <>
          <Button onClick={close}>Back</Button>
          <Button
            weight="primary"
            reason={signers.length === 0 ? "Nothing with an e-mail address was pasted yet." : undefined}
            onClick={() => {
              onAdd(signers.map((signer) => emptySigner(signer)));
              close();
            }}
          >
            Add {plural(signers.length, "signer")}
          </Button>
        </>
      }
    >
      <TextArea
        label="Addresses"
        rows={5}
        placeholder={"Jane Doe <jane@bank.com>\nTomás Ferreira, tomas@borrower.com, Borrower"}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {signers.length > 0 && (
        <ul aria-label="Read" className="mt-3 divide-y rounded-md border">
          {signers.map(({ name, email, role }) => (
            <li key={email} className="flex flex-wrap gap-x-3 px-3 py-1.5 text-sm">
              <span className="font-medium">{name || "No name"}</span>
              <span className="text-muted">{email}</span>
              <span className="ml-auto text-faint">{role}</span>
            </li>
          ))}
        </ul>
      )}
      {unread.length > 0 && (
        <p className="mt-3 text-sm text-warn">Without an address, left out: {unread.join(" · ")}</p>
      )}
    </Dialog>
  );
}
