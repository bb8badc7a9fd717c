// Progress of signing as a bar of one segment per signer while they can be told apart.
import { clsx } from "clsx";

export interface ProgressProps {
  signed: number;
  total: number;
  className?: string;
}

export function Progress({ signed, total, className }: ProgressProps) {
  const segments = total <= 8 ? total : 1;
  return (
    <span
      role="progressbar"
      aria-label="Signatures"
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={signed}
      aria-valuetext={`${signed} of ${total} signed`}
      className={clsx("flex h-1.5 gap-0.5", className)}
    >
      {segments > 1 ? (
        Array.from({ length: segments }, (_, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: segments have no identity but their place
            key={index}
            className={clsx(
              "flex-1 rounded-full transition-colors duration-500",
              index < signed ? "bg-good-solid" : "bg-line",
            )}
          />
        ))
      ) : (
        <span className="flex-1 overflow-hidden rounded-full bg-line">
          <span
            className="block h-full rounded-full bg-good-solid transition-[width] duration-500"
            style={{ width: `${total === 0 ? 0 : (signed / total) * 100}%` }}
          />
        </span>
      )}
    </span>
  );
}
