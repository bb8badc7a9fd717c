// The commands below `creditnexus webhooks`.
export { deliveries, ping, redeliver, replay, show } from "./deliveries.ts";
export { add, disable, enable, list, remove, rotate } from "./endpoints.ts";
