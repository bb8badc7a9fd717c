// The commands below `creditnexus requests`.
export { accept } from "./accept.ts";
export { cancel, sync } from "./change.ts";
export { decline, resend } from "./correct.ts";
export { links } from "./links.ts";
export { list, show, timeline, watch } from "./read.ts";
export { remind } from "./remind.ts";
