// The figures of a period that ends now.
import type { Figures } from "@creditnexus/contract";
import { queryOptions } from "@tanstack/react-query";
import { desk } from "../api/desk.ts";
import { DAY } from "../format/time.ts";
import type { Period } from "./periods.ts";

export const periodQuery = (days: Period) =>
  queryOptions({
    queryKey: ["figures", days] as const,
    queryFn: ({ signal }): Promise<Figures> => {
      const to = Date.now();
      const from = to - days * DAY;
      return desk.figures({ from: new Date(from).toISOString(), to: new Date(to).toISOString() }, { signal });
    },
    staleTime: 60_000,
  });
