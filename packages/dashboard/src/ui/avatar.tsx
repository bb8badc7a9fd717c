// A person as a disc of initials; the ring tells at a glance who has signed.
import { clsx } from "clsx";
import { Check } from "lucide-react";

/** `Jane Doe` gives `JD`, `jane.doe@bank.example` gives `JD`. */
export const initialsOf = (name: string | null, email: string): string => {
  const words = (name ?? email.split("@")[0] ?? "").split(/[\s._+-]+/).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.[0] ?? "");
  return letters.join("").toUpperCase() || "?";
};

export interface AvatarProps {
  name: string | null;
  email: string;
  signed?: boolean;
  current?: boolean;
  size?: "sm" | "md";
}

export function Avatar({ name, email, signed = false, current = false, size = "md" }: AvatarProps) {
  return (
    <span
      aria-hidden
      className={clsx(
        "relative grid shrink-0 place-items-center rounded-full font-semibold select-none",
        size === "sm" ? "size-7 text-2xs" : "size-9 text-xs",
        signed
          ? "bg-good-soft text-good"
          : current
            ? "bg-accent-soft text-accent-ink ring-[1.5px] ring-accent"
            : "bg-quiet-soft text-quiet",
      )}
    >
      {initialsOf(name, email)}
      {signed && (
        <span className="absolute -right-0.5 -bottom-0.5 grid size-3.5 place-items-center rounded-full bg-good-solid text-white ring-2 ring-surface">
          <Check className="size-2.5" strokeWidth={3.5} />
        </span>
      )}
    </span>
  );
}
