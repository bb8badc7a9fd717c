// The period of the figures as it stands in the address bar.
import { PERIODS, type Period } from "./periods.ts";

export interface FiguresSearch {
  days?: Period;
}

export const parseFiguresSearch = (search: Record<string, unknown>): FiguresSearch => {
  const days = PERIODS.find((each) => String(each) === String(search.days));
  return days === undefined || days === 30 ? {} : { days };
};
