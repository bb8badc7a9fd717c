// The filters of the delivery log as they stand in the address bar.
import { DELIVERY_STATES } from "@creditnexus/contract";

export type DeliveryState = (typeof DELIVERY_STATES)[number];

export interface DeliverySearch {
  state?: DeliveryState[];
  endpoint?: string;
}

/** Reads the address; what it does not understand is left out. */
export const parseDeliverySearch = (search: Record<string, unknown>): DeliverySearch => {
  const asked = [search.state].flat();
  const state = DELIVERY_STATES.filter((each) => asked.includes(each));
  return {
    ...(state.length === 0 ? {} : { state }),
    ...(typeof search.endpoint === "string" && search.endpoint.startsWith("whe_")
      ? { endpoint: search.endpoint }
      : {}),
  };
};
