// The commands below `creditnexus callbacks`.
export { list, replay, show } from "./journal.ts";
export { listen } from "./listen.ts";
export { trigger } from "./trigger.ts";
