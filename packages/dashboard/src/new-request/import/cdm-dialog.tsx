// Adds signers from the parties of a CDM credit agreement; persons and addresses are then asked for.
import { FileJson, TriangleAlert } from "lucide-react";
import { useRef, useState } from "react";
import { plural } from "../../format/size.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Notice } from "../../ui/notice.tsx";
import { emptySigner } from "../draft.ts";
import { type CdmAgreement, parseCdm } from "./parse-cdm.ts";
import type { ImportDialogProps } from "./paste-dialog.tsx";

const words = {
  must: { tone: "accent", text: "Must sign" },
  may: { tone: "quiet", text: "May sign" },
  unknown: { tone: "warn", text: "Unclear" },
} as const;

export function CdmDialog({ open, onClose, onAdd }: ImportDialogProps) {
  const [agreement, setAgreement] = useState<CdmAgreement>();
  const [problem, setProblem] = useState<string>();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const chooser = useRef<HTMLInputElement>(null);
  const close = () => {
    setAgreement(undefined);
    setProblem(undefined);
    onClose();
  };
  const read = async (file: File | undefined) => {
    if (file === undefined) return;
    try {
      const parsed = parseCdm(await file.text());
      setAgreement(parsed);
      setProblem(undefined);
      setChosen(new Set(parsed.parties.filter(({ signs }) => signs === "must").map(({ key }) => key)));
    } catch (error) {
      setAgreement(undefined);
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  const toggle = (key: string) =>
    setChosen(
      (before) => new Set(before.has(key) ? [...before].filter((each) => each !== key) : [...before, key]),
    );
  const add = () => {
    const parties = agreement?.parties.filter(({ key }) => chosen.has(key)) ?? [];
    onAdd(
      parties.map(({ name, role }) => emptySigner({ role, party: name })),
      agreement?.metadata,
    );
    close();
  };

  return (
    <Dialog
      open={open}
      onClose={close}
      title="Signers from a credit agreement"
      description="A CDM file names legal entities. Who signs for each, and their address, you then fill in."
      wide
      actions={
        <>
          <Button onClick={close}>Back</Button>
          <Button
            weight="primary"
            reason={
              chosen.size === 0 || agreement === undefined
                ? "Choose a file and at least one party first."
                : undefined
            }
            onClick={add}
          >
            Add {plural(agreement === undefined ? 0 : chosen.size, "signer")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <div>
          <Button icon={FileJson} onClick={() => chooser.current?.click()}>
            {agreement === undefined ? "Choose a CDM file" : "Choose another file"}
          </Button>
          <input
            ref={chooser}
            type="file"
            accept="application/json,.json"
            hidden
            aria-label="CDM file"
            onChange={(event) => {
              void read(event.target.files?.[0]);
              event.target.value = "";
            }}
          />
        </div>
        {problem !== undefined && (
          <Notice tone="bad" title="Not read" live>
            {problem}
          </Notice>
        )}
        {agreement !== undefined && (
          <ul aria-label="Parties" className="divide-y rounded-md border">
            {agreement.parties.map(({ key, name, role, lei, signs }) => (
              <li key={key}>
                <label className="flex cursor-pointer items-center gap-3 px-3 py-2 hover:bg-hover">
                  <input
                    type="checkbox"
                    checked={chosen.has(key)}
                    onChange={() => toggle(key)}
                    className="size-4 accent-accent"
                  />
                  <span className="min-w-0 flex-1">
                    <span className="block truncate font-medium">{name}</span>
                    <span className="block text-sm text-faint">
                      {role || "No role"}
                      {lei !== undefined && ` · LEI ${lei}`}
                    </span>
                  </span>
                  <Badge tone={words[signs].tone}>{words[signs].text}</Badge>
                </label>
              </li>
            ))}
          </ul>
        )}
        {agreement !== undefined && agreement.unresolved.length > 0 && (
          <section aria-label="Not resolved">
            <p className="mb-1 flex items-center gap-1.5 text-sm font-medium text-warn">
              <TriangleAlert aria-hidden className="size-4" />
              Not resolved
            </p>
            <ul className="list-disc pl-6 text-sm text-muted">
              {agreement.unresolved.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </Dialog>
  );
}
