// One signer of the request: who, where to write to, which part, and when it is their turn.
import { clsx } from "clsx";
import { ArrowDown, ArrowUp, GripVertical, KeyRound, Languages, Link2, Link2Off, Trash2 } from "lucide-react";
import { type DragEvent, useState } from "react";
import { LANGUAGE_OPTIONS } from "../mails/languages.ts";
import { Button } from "../ui/button.tsx";
import { Choice } from "../ui/choice.tsx";
import { TextField } from "../ui/field.tsx";
import type { Faults } from "./check-draft.ts";
import type { DraftSigner } from "./draft.ts";
import { RoleField } from "./role-field.tsx";
import { signerColor } from "./signer-colors.ts";

export interface SignerCardProps {
  signer: DraftSigner;
  index: number;
  count: number;
  /** The turn, from 1; undefined when all sign at once. */
  turn: number | undefined;
  faults: Faults;
  warning: string | undefined;
  onChange: (part: Partial<DraftSigner>) => void;
  onMove: (to: number) => void;
  /** Another card was dropped on this one. */
  onTake: (from: number) => void;
  onRemove: () => void;
}

const SIGNER_LANGUAGES = [{ value: "" as const, label: "As the request" }, ...LANGUAGE_OPTIONS];

const DRAG_TYPE = "application/x-creditnexus-signer";

export function SignerCard(props: SignerCardProps) {
  const { signer, index, count, turn, faults, warning, onChange, onMove, onTake, onRemove } = props;
  const [withLanguage, setWithLanguage] = useState(signer.language !== "");
  const [target, setTarget] = useState(false);
  const who = signer.name.trim() || signer.email.trim() || `signer ${index + 1}`;
  const fault = (input: string) => faults.get(`signer.${signer.key}.${input}`);
  const color = signerColor(index);
  const takes = (event: DragEvent) => turn !== undefined && event.dataTransfer.types.includes(DRAG_TYPE);

  return (
    <li
      aria-label={`Signer ${index + 1}`}
      className={clsx(
        "rounded-md border bg-surface transition-colors",
        target && "border-accent bg-accent-soft",
        turn !== undefined && signer.withPrevious && index > 0 && "-mt-3 rounded-t-none border-t-dashed",
      )}
      onDragOver={(event) => {
        if (!takes(event)) return;
        event.preventDefault();
        setTarget(true);
      }}
      onDragLeave={() => setTarget(false)}
      onDrop={(event) => {
        setTarget(false);
        if (takes(event)) onTake(Number(event.dataTransfer.getData(DRAG_TYPE)));
      }}
    >
      <div className="flex items-start gap-2 p-3 max-sm:flex-wrap">
        {turn !== undefined && count > 1 && (
          <span
            aria-hidden
            draggable
            onDragStart={(event) => {
              event.dataTransfer.setData(DRAG_TYPE, String(index));
              event.dataTransfer.effectAllowed = "move";
            }}
            title="Drag to change the order"
            className="mt-1.5 cursor-grab text-faint active:cursor-grabbing max-sm:hidden"
          >
            <GripVertical className="size-4.5" />
          </span>
        )}
        <span
          className="tnum mt-0.5 grid size-7.5 shrink-0 place-items-center rounded-full text-sm font-semibold"
          style={{ background: color.soft, color: color.ink }}
        >
          <span className="sr-only">{turn === undefined ? "Signer" : "Turn"} </span>
          {turn ?? index + 1}
        </span>
        <div className="grid min-w-0 flex-1 gap-2 sm:grid-cols-2 lg:grid-cols-[1fr_1.3fr_1fr] max-sm:basis-full">
          <TextField
            label="Name"
            hideLabel
            placeholder="Name"
            maxLength={200}
            value={signer.name}
            error={fault("name")}
            onChange={(event) => onChange({ name: event.target.value })}
          />
          <TextField
            label="E-mail"
            hideLabel
            placeholder="E-mail"
            type="email"
            inputMode="email"
            maxLength={254}
            data-fault={fault("email") === undefined ? undefined : ""}
            value={signer.email}
            error={fault("email")}
            warning={warning}
            onChange={(event) => onChange({ email: event.target.value })}
          />
          <RoleField
            value={signer.role}
            error={fault("role")}
            hideLabel
            onChange={(role) => onChange({ role })}
          />
          {signer.party !== "" && (
            <p className="text-sm text-muted sm:col-span-2 lg:col-span-3">
              Signs for <span className="font-medium">{signer.party}</span>
            </p>
          )}
          {signer.asksCode && (
            <TextField
              label="Access code"
              hint="Asked before the document opens. Tell it to the signer another way."
              placeholder="4 to 64 characters"
              className="sm:col-span-2 lg:col-span-3"
              value={signer.accessCode}
              error={fault("accessCode")}
              onChange={(event) => onChange({ accessCode: event.target.value })}
            />
          )}
          {withLanguage && (
            <Choice
              label="Language of the desk’s mails to this signer"
              className="sm:col-span-2 lg:col-span-3"
              value={signer.language}
              options={SIGNER_LANGUAGES}
              onChange={(language) => onChange({ language })}
            />
          )}
        </div>
        <div className="flex shrink-0 items-center max-sm:ml-auto">
          {turn !== undefined && count > 1 && (
            <>
              {index === 0 ? (
                <span aria-hidden className="w-7 max-sm:hidden" />
              ) : (
                <Button
                  weight="quiet"
                  size="sm"
                  icon={signer.withPrevious ? Link2Off : Link2}
                  aria-pressed={signer.withPrevious}
                  label={
                    signer.withPrevious
                      ? `Let ${who} sign after the one above`
                      : `Let ${who} sign together with the one above`
                  }
                  onClick={() => onChange({ withPrevious: !signer.withPrevious })}
                />
              )}
              <Button
                weight="quiet"
                size="sm"
                icon={ArrowUp}
                label={`Move ${who} up`}
                reason={index === 0 ? "Already first." : undefined}
                onClick={() => onMove(index - 1)}
              />
              <Button
                weight="quiet"
                size="sm"
                icon={ArrowDown}
                label={`Move ${who} down`}
                reason={index === count - 1 ? "Already last." : undefined}
                onClick={() => onMove(index + 1)}
              />
            </>
          )}
          <Button
            weight="quiet"
            size="sm"
            icon={Languages}
            aria-pressed={withLanguage}
            label={
              withLanguage ? `Write to ${who} in the request’s language` : `Choose a language for ${who}`
            }
            onClick={() => {
              if (withLanguage) onChange({ language: "" });
              setWithLanguage(!withLanguage);
            }}
          />
          <Button
            weight="quiet"
            size="sm"
            icon={KeyRound}
            aria-pressed={signer.asksCode}
            label={signer.asksCode ? `No access code for ${who}` : `Ask ${who} for an access code`}
            onClick={() => onChange({ asksCode: !signer.asksCode, accessCode: "" })}
          />
          <Button
            weight="quiet"
            size="sm"
            icon={Trash2}
            label={`Remove ${who}`}
            reason={count === 1 ? "A request needs at least one signer." : undefined}
            onClick={onRemove}
          />
        </div>
      </div>
    </li>
  );
}
