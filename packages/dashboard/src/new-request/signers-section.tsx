// The signers of a request and the order in which they sign.
import { ClipboardPaste, FileJson, ListOrdered, UserPlus, Users } from "lucide-react";
import { useRef, useState } from "react";
import { useSession } from "../session/use-session.ts";
import { Button } from "../ui/button.tsx";
import { Segments } from "../ui/segments.tsx";
import { type Faults, isPlaceholder } from "./check-draft.ts";
import { type Draft, type DraftSigner, emptySigner, moved, regrouped, turnsOf } from "./draft.ts";
import { CdmDialog } from "./import/cdm-dialog.tsx";
import { PasteDialog } from "./import/paste-dialog.tsx";
import { Section } from "./section.tsx";
import { SignerCard } from "./signer-card.tsx";

export interface SignersSectionProps {
  draft: Draft;
  patch: (part: (draft: Draft) => Partial<Draft>) => void;
  faults: Faults;
}

export function SignersSection({ draft, patch, faults }: SignersSectionProps) {
  const { provider } = useSession();
  const [importing, setImporting] = useState<"paste" | "cdm">();
  const list = useRef<HTMLOListElement>(null);
  const turns = turnsOf(draft.signers);
  const change = (key: string, part: Partial<DraftSigner>) =>
    patch(({ signers }) => ({
      signers: signers.map((each) => (each.key === key ? { ...each, ...part } : each)),
    }));
  const move = (from: number, to: number) =>
    patch(({ signers }) => ({ signers: regrouped(signers, moved(signers, from, to)) }));
  const remove = (key: string) =>
    patch(({ signers, fields }) => ({
      signers: regrouped(
        signers,
        signers.filter((each) => each.key !== key),
      ),
      fields: fields.filter((field) => field.signerKey !== key),
    }));
  const add = () => {
    patch(({ signers }) => ({ signers: [...signers, emptySigner()] }));
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLInputElement>("li:last-child input")?.focus(),
    );
  };
  // Cards that nobody has written into yet make room for the imported ones.
  const addAll = (added: DraftSigner[], found: Record<string, string> = {}) =>
    patch(({ signers, metadata }) => ({
      signers: regrouped(signers, [
        ...signers.filter(({ name, email, role }) => name + email + role !== ""),
        ...added,
      ]),
      metadata: { ...metadata, ...found },
    }));
  const warningOf = ({ email }: DraftSigner) =>
    provider === "sandbox" && isPlaceholder(email)
      ? "Belongs to nobody: fine in the sandbox, refused by the real DigiSigner."
      : undefined;

  return (
    <Section
      number={2}
      title="Signers"
      error={faults.get("signers")}
      aside={
        draft.signers.length > 1 && (
          <Segments
            label="How they sign"
            value={draft.inOrder ? "order" : "once"}
            onChange={(value) => patch(() => ({ inOrder: value === "order" }))}
            options={[
              { value: "order", label: "In order", icon: ListOrdered },
              { value: "once", label: "All at once", icon: Users },
            ]}
          />
        )
      }
    >
      <ol ref={list} className="flex flex-col gap-3">
        {draft.signers.map((signer, index) => (
          <SignerCard
            key={signer.key}
            signer={signer}
            index={index}
            count={draft.signers.length}
            turn={draft.inOrder ? turns[index] : undefined}
            faults={faults}
            warning={warningOf(signer)}
            onChange={(part) => change(signer.key, part)}
            onMove={(to) => move(index, to)}
            onTake={(from) => move(from, index)}
            onRemove={() => remove(signer.key)}
          />
        ))}
      </ol>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button icon={UserPlus} onClick={add}>
          Add a signer
        </Button>
        <Button weight="quiet" icon={ClipboardPaste} onClick={() => setImporting("paste")}>
          Paste a list
        </Button>
        <Button weight="quiet" icon={FileJson} onClick={() => setImporting("cdm")}>
          From a credit agreement
        </Button>
      </div>
      <PasteDialog open={importing === "paste"} onClose={() => setImporting(undefined)} onAdd={addAll} />
      <CdmDialog open={importing === "cdm"} onClose={() => setImporting(undefined)} onAdd={addAll} />
    </Section>
  );
}
