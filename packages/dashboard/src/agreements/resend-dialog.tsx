// Sends everything anew with one address corrected.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useReducer, useRef, useState } from "react";
import { desk } from "../api/desk.ts";
import { describeFailure } from "../api/message.ts";
import { listNames } from "../format/size.ts";
import { Button } from "../ui/button.tsx";
import { Choice } from "../ui/choice.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { TextField } from "../ui/field.tsx";
import { Notice } from "../ui/notice.tsx";
import { notify } from "../ui/toasts.tsx";
import type { AgreementDialogProps } from "./decline-dialog.tsx";

const SHORTEST_CODE = 4;

const nameOf = ({ name, email }: { name: string | null; email: string }): string => name ?? email;

export function ResendDialog({ signature, open, onClose }: AgreementDialogProps) {
  const pending = signature.signers.filter(({ status }) => status === "pending");
  const signed = signature.signers.filter(({ status }) => status === "signed");
  const [chosen, setChosen] = useState<string>();
  // Whoever was chosen may have signed meanwhile.
  const signerId = (pending.find(({ signer_id }) => signer_id === chosen) ?? pending[0])?.signer_id ?? "";
  const [email, setEmail] = useState("");
  const [codes, setCodes] = useState<Record<string, string>>({});
  // Other codes are another request; the key itself must not tell them.
  const [key, renewKey] = useReducer(
    () => crypto.randomUUID(),
    undefined,
    () => crypto.randomUUID(),
  );
  const asked = signature.signers.filter(({ has_access_code }) => has_access_code);
  const codeless = asked.filter(({ signer_id }) => (codes[signer_id] ?? "").length < SHORTEST_CODE);
  const running = useRef(false);
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const resend = useMutation({
    mutationFn: () =>
      desk.signatures.resend(
        signature.signature_id,
        { signer_id: signerId, email: email.trim(), access_codes: codes },
        // Another address is another request, so it is part of the key.
        { idempotencyKey: `${key}-${signerId}-${email.trim().toLowerCase()}` },
      ),
    onSuccess: (next) => {
      void queryClient.invalidateQueries({ queryKey: ["signatures"] });
      notify("Sent again", `To ${email.trim()}; the old invitations are void.`);
      onClose();
      void navigate({ to: "/agreements/$signatureId", params: { signatureId: next.signature_id } });
    },
    onSettled: () => {
      running.current = false;
    },
  });
  const send = () => {
    if (running.current) return;
    running.current = true;
    resend.mutate();
  };
  const whatIsMissing =
    email.trim() === ""
      ? "Enter the right address first."
      : codeless.length > 0
        ? `Enter the access code of ${listNames(codeless.map(nameOf))} first.`
        : undefined;
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Correct an address"
      description="DigiSigner cannot change an address, so the request is cancelled and sent anew with the right one."
      actions={
        <>
          <Button onClick={onClose}>Back</Button>
          <Button weight="primary" busy={resend.isPending} reason={whatIsMissing} onClick={send}>
            Send again
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {signed.length > 0 && (
          <Notice tone="warn">{listNames(signed.map(nameOf))} must sign once more.</Notice>
        )}
        {resend.isError && (
          <Notice tone="bad" title="Not sent" live>
            {describeFailure(resend.error).detail}
          </Notice>
        )}
        <Choice
          label="Signer"
          value={signerId}
          onChange={setChosen}
          options={pending.map(({ signer_id, name, email: address }) => ({
            value: signer_id,
            label: name ?? address,
            ...(name === null ? {} : { note: address }),
          }))}
        />
        <TextField
          label="Right e-mail address"
          type="email"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        {asked.map((signer, index) => (
          <TextField
            key={signer.signer_id}
            label={`Access code of ${nameOf(signer)}`}
            hint={
              index === 0 ? "The desk has forgotten it. Tell a new one to the signer another way." : undefined
            }
            placeholder="4 to 64 characters"
            autoComplete="off"
            maxLength={64}
            value={codes[signer.signer_id] ?? ""}
            onChange={(event) => {
              setCodes({ ...codes, [signer.signer_id]: event.target.value });
              renewKey();
            }}
          />
        ))}
      </div>
    </Dialog>
  );
}
