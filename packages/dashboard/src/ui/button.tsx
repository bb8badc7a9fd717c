// The button, in four weights; when it may not be used it stays reachable and says why.
import { clsx } from "clsx";
import { LoaderCircle, type LucideIcon } from "lucide-react";
import { type ButtonHTMLAttributes, type ReactNode, type Ref, useId } from "react";
import { Tip } from "./tip.tsx";

export type ButtonWeight = "primary" | "secondary" | "quiet" | "danger";

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  weight?: ButtonWeight;
  size?: "md" | "sm" | "lg";
  icon?: LucideIcon;
  /** Shows that it works, and takes no second click. */
  busy?: boolean;
  /** Why it may not be used now; makes it unusable but keeps it reachable by keyboard. */
  reason?: string | undefined;
  /** For a button without words. */
  label?: string;
  /** Shown in the tooltip beside the label. */
  shortcut?: string;
  ref?: Ref<HTMLButtonElement>;
  children?: ReactNode;
}

const weights: Record<ButtonWeight, string> = {
  primary:
    "bg-accent text-on-accent shadow-raised hover:not-aria-disabled:bg-accent-hover aria-disabled:opacity-55",
  secondary:
    "border bg-surface text-ink shadow-raised hover:not-aria-disabled:bg-hover aria-disabled:text-faint",
  quiet:
    "text-muted hover:not-aria-disabled:bg-hover hover:not-aria-disabled:text-ink aria-disabled:text-faint",
  danger:
    "bg-bad-solid text-on-bad shadow-raised hover:not-aria-disabled:brightness-95 aria-disabled:opacity-55",
};

const sizes = {
  sm: "h-7 gap-1.5 rounded-md px-2 text-sm",
  md: "h-8.5 gap-1.5 rounded-md px-3 text-base",
  lg: "h-10 gap-2 rounded-md px-4 text-base",
};

const squares = { sm: "w-7 px-0", md: "w-8.5 px-0", lg: "w-10 px-0" };

/** Class names of a button, for links that look like one. */
export const buttonClass = (
  weight: ButtonWeight = "secondary",
  size: keyof typeof sizes = "md",
  square = false,
): string =>
  clsx(
    "inline-flex shrink-0 items-center justify-center font-medium whitespace-nowrap transition-colors select-none",
    weights[weight],
    sizes[size],
    square && squares[size],
  );

export function Button(props: ButtonProps) {
  const {
    weight,
    size,
    icon: Icon,
    busy,
    reason,
    label,
    shortcut,
    children,
    className,
    onClick,
    ...rest
  } = props;
  const reasonId = useId();
  const blocked = busy === true || reason !== undefined || rest.disabled === true;
  const button = (
    <button
      type="button"
      {...rest}
      disabled={undefined}
      aria-disabled={blocked || undefined}
      aria-busy={busy || undefined}
      aria-label={label ?? rest["aria-label"]}
      aria-describedby={reason === undefined ? rest["aria-describedby"] : reasonId}
      onClick={(event) => {
        if (blocked) {
          event.preventDefault();
          return;
        }
        onClick?.(event);
      }}
      className={clsx(buttonClass(weight, size, children === undefined), className)}
    >
      {busy ? (
        <LoaderCircle aria-hidden className="size-4 animate-spin" />
      ) : (
        Icon && <Icon aria-hidden className="size-4 shrink-0" strokeWidth={1.9} />
      )}
      {children}
    </button>
  );
  const tip = reason ?? (children === undefined ? label : undefined);
  return (
    <>
      {tip === undefined ? (
        button
      ) : (
        <Tip text={tip} shortcut={reason === undefined ? shortcut : undefined}>
          {button}
        </Tip>
      )}
      {reason !== undefined && (
        <span id={reasonId} className="sr-only">
          {reason}
        </span>
      )}
    </>
  );
}
