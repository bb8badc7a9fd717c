// What the signers read, and how long they have.
import { URGENCY_PRESETS } from "@creditnexus/contract";
import { LANGUAGE_OPTIONS } from "../mails/languages.ts";
import { useSession } from "../session/use-session.ts";
import { Choice } from "../ui/choice.tsx";
import { TextArea, TextField } from "../ui/field.tsx";
import type { Faults } from "./check-draft.ts";
import { type Draft, titleOf, type Urgency } from "./draft.ts";
import { Section } from "./section.tsx";

const presets: { value: Urgency; label: string }[] = [
  { value: "standard", label: "Standard" },
  { value: "time_sensitive", label: "Time-sensitive" },
  { value: "complex", label: "Complex" },
];

export interface MessageSectionProps {
  draft: Draft;
  patch: (part: Partial<Draft>) => void;
  faults: Faults;
}

export function MessageSection({ draft, patch, faults }: MessageSectionProps) {
  const { mail } = useSession();
  const choose = (urgency: Urgency) =>
    patch({
      urgency,
      expiresInDays: String(URGENCY_PRESETS[urgency].expires_in_days),
      reminders: URGENCY_PRESETS[urgency].reminder_days.join(", "),
    });
  return (
    <Section number={3} title="Message and time">
      <div className="grid gap-4">
        <TextField
          label="Title"
          hint="How you find it again."
          placeholder={titleOf({ ...draft, title: "" }) || "Title of the agreement"}
          maxLength={200}
          value={draft.title}
          error={faults.get("title")}
          onChange={(event) => patch({ title: event.target.value })}
        />
        <TextField
          label="Subject of the e-mail"
          optional
          placeholder="DigiSigner’s usual subject"
          maxLength={200}
          value={draft.subject}
          error={faults.get("subject")}
          onChange={(event) => patch({ subject: event.target.value })}
        />
        <TextArea
          label="Message"
          optional
          placeholder="A few words to the signers"
          maxLength={5000}
          value={draft.message}
          error={faults.get("message")}
          onChange={(event) => patch({ message: event.target.value })}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <Choice
            label="Language of the desk’s mails"
            value={draft.language}
            options={LANGUAGE_OPTIONS}
            onChange={(language) => patch({ language })}
          />
          <TextField
            label="Your e-mail address"
            optional
            hint={
              mail === "none"
                ? "Not used here: the desk has no mail server, so it writes to nobody."
                : "Signers may ask you, and you are told when all have signed."
            }
            type="email"
            inputMode="email"
            maxLength={254}
            value={draft.senderEmail}
            error={faults.get("senderEmail")}
            onChange={(event) => patch({ senderEmail: event.target.value })}
          />
        </div>
        <fieldset className="min-w-0">
          <legend className="mb-1 text-sm font-medium">Urgency</legend>
          <div className="grid gap-2 sm:grid-cols-3">
            {presets.map(({ value, label }) => {
              const preset = URGENCY_PRESETS[value];
              return (
                <label
                  key={value}
                  className="flex cursor-pointer gap-2.5 rounded-md border p-3 transition-colors hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus"
                >
                  <input
                    type="radio"
                    name="urgency"
                    checked={draft.urgency === value}
                    onChange={() => choose(value)}
                    className="mt-0.5 size-4 accent-accent outline-none"
                  />
                  <span>
                    <span className="block font-medium">{label}</span>
                    <span className="block text-sm text-muted">
                      {preset.expires_in_days} days; reminders {preset.reminder_days.join(", ")} days before
                    </span>
                  </span>
                </label>
              );
            })}
          </div>
        </fieldset>
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            label="Days until it expires"
            type="number"
            inputMode="numeric"
            min={1}
            max={90}
            value={draft.expiresInDays}
            error={faults.get("expiresInDays")}
            onChange={(event) => patch({ expiresInDays: event.target.value })}
          />
          <TextField
            label="Reminders"
            hint="Days before it expires, such as 7, 3, 1."
            inputMode="numeric"
            value={draft.reminders}
            error={faults.get("reminders")}
            onChange={(event) => patch({ reminders: event.target.value })}
          />
        </div>
      </div>
    </Section>
  );
}
