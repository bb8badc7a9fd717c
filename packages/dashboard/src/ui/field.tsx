// Form fields: a label, an optional hint, the control, and its fault tied to it for every reader.
import { clsx } from "clsx";
import { CircleAlert } from "lucide-react";
import {
  type InputHTMLAttributes,
  type ReactNode,
  type Ref,
  type TextareaHTMLAttributes,
  useId,
} from "react";

export const inputClass =
  "w-full rounded-md border border-line-strong/70 bg-surface px-2.5 text-base text-ink shadow-raised transition-colors placeholder:text-faint hover:border-line-strong focus:border-accent focus:outline-2 focus:-outline-offset-1 focus:outline-focus aria-invalid:border-bad-solid disabled:bg-sunken disabled:text-faint max-sm:text-lg";

interface FieldFrame {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  warning?: string | undefined;
  /** The label is read, not seen. */
  hideLabel?: boolean | undefined;
  optional?: boolean | undefined;
  className?: string | undefined;
}

interface Wired {
  id: string;
  "aria-invalid": true | undefined;
  "aria-describedby": string | undefined;
}

export function Field(props: FieldFrame & { children: (wired: Wired) => ReactNode }) {
  const { label, hint, error, warning, hideLabel = false, optional = false, className, children } = props;
  const id = useId();
  const note = error ?? warning;
  const described = [hint !== undefined && `${id}-hint`, note !== undefined && `${id}-note`].filter(Boolean);
  return (
    <div className={clsx("min-w-0", className)}>
      <label htmlFor={id} className={clsx("mb-1 block text-sm font-medium", hideLabel && "sr-only")}>
        {label}
        {optional && <span className="font-normal text-faint"> · optional</span>}
      </label>
      {children({
        id,
        "aria-invalid": error === undefined ? undefined : true,
        "aria-describedby": described.length === 0 ? undefined : described.join(" "),
      })}
      {hint !== undefined && (
        <p id={`${id}-hint`} className="mt-1 text-sm text-faint">
          {hint}
        </p>
      )}
      {note !== undefined && (
        <p
          id={`${id}-note`}
          className={clsx(
            "mt-1 flex items-start gap-1 text-sm",
            error === undefined ? "text-warn" : "text-bad",
          )}
        >
          <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          {note}
        </p>
      )}
    </div>
  );
}

type InputProps = InputHTMLAttributes<HTMLInputElement> & { ref?: Ref<HTMLInputElement> };

export function TextField(props: FieldFrame & Omit<InputProps, "className">) {
  const { label, hint, error, warning, hideLabel, optional, className, ...input } = props;
  return (
    <Field {...{ label, hint, error, warning, hideLabel, optional, className }}>
      {(wired) => (
        <input
          type="text"
          autoComplete="off"
          {...input}
          {...wired}
          className={`${inputClass} h-8.5 max-sm:h-10`}
        />
      )}
    </Field>
  );
}

export function TextArea(props: FieldFrame & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "className">) {
  const { label, hint, error, warning, hideLabel, optional, className, ...area } = props;
  return (
    <Field {...{ label, hint, error, warning, hideLabel, optional, className }}>
      {(wired) => <textarea rows={4} {...area} {...wired} className={`${inputClass} py-2`} />}
    </Field>
  );
}
