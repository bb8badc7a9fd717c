// The mark and the name.
import { clsx } from "clsx";

export function Mark({ className = "size-7" }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={className}>
      <rect width="32" height="32" rx="8.5" className="fill-accent" />
      <path
        d="M6.500 20.500c3.400 0 4.800-10 8.200-10 3.200 0 .5 9.400 3.700 9.400 2 0 2.900-3.400 6.600-3.400"
        fill="none"
        className="stroke-on-accent"
        strokeWidth="2.600"
        strokeLinecap="round"
      />
      <circle cx="24.500" cy="9.500" r="2.300" className="fill-on-accent" opacity=".75" />
    </svg>
  );
}

export function Wordmark({ className }: { className?: string }) {
  return (
    <span className={clsx("flex items-center gap-2.5", className)}>
      <Mark />
      <span className="leading-tight">
        <span className="block font-semibold tracking-tight">CreditNexus</span>
        <span className="block text-xs text-faint">Signatures</span>
      </span>
    </span>
  );
}
