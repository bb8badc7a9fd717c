// Callbacks by hour or day as columns, with what had to be repaired, and the same in numbers.
import type { Figures } from "@creditnexus/contract";
import { formatDate, formatDateTime } from "../format/time.ts";

type Callbacks = Figures["callbacks"];

const HEIGHT = 96;

export function CallbackChart({ callbacks }: { callbacks: Callbacks }) {
  const { steps, step } = callbacks;
  const most = Math.max(1, ...steps.map(({ received, repaired }) => received + repaired));
  const when = (at: string) => (step === "hour" ? formatDateTime(at) : formatDate(at));
  const tall = (count: number) => (count / most) * HEIGHT;
  return (
    <div className="p-4">
      <svg
        aria-hidden
        viewBox={`0 0 ${steps.length} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="h-24 w-full rounded-sm bg-sunken"
      >
        {steps.map(({ from, received, repaired }, index) => (
          <g key={from}>
            <rect
              x={index + 0.1}
              width={0.8}
              y={HEIGHT - tall(received)}
              height={tall(received)}
              className="fill-accent"
            />
            <rect
              x={index + 0.1}
              width={0.8}
              y={HEIGHT - tall(received + repaired)}
              height={tall(repaired)}
              className="fill-warn-solid"
            />
          </g>
        ))}
      </svg>
      <p aria-hidden className="mt-1.5 flex justify-between text-xs text-faint">
        <span>{when(steps[0]?.from ?? "")}</span>
        <span>at most {most}</span>
        <span>{when(steps.at(-1)?.from ?? "")}</span>
      </p>
      <details className="mt-3 text-sm">
        <summary className="w-fit cursor-pointer rounded-sm font-medium text-accent-ink">In numbers</summary>
        <table className="tnum mt-2 w-full max-w-md">
          <caption className="sr-only">Callbacks by {step}</caption>
          <thead className="text-left text-xs text-faint">
            <tr>
              <th scope="col" className="py-1 font-medium">
                {step === "hour" ? "Hour" : "Day"}
              </th>
              <th scope="col" className="py-1 text-right font-medium">
                Received
              </th>
              <th scope="col" className="py-1 text-right font-medium">
                Repaired
              </th>
            </tr>
          </thead>
          <tbody>
            {steps
              .filter(({ received, repaired }) => received + repaired > 0)
              .map(({ from, received, repaired }) => (
                <tr key={from}>
                  <th scope="row" className="py-1 text-left font-normal text-muted">
                    {when(from)}
                  </th>
                  <td className="py-1 text-right">{received}</td>
                  <td className="py-1 text-right">{repaired}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </details>
    </div>
  );
}
