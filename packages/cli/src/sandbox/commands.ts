// The commands below `creditnexus sandbox`.
export { callbacks, redeliver } from "./callbacks.ts";
export { clock } from "./clock.ts";
export { faults } from "./faults.ts";
export { invitations } from "./invitations.ts";
export { mailbox } from "./mailbox.ts";
export { reset } from "./reset.ts";
export { sign } from "./sign.ts";
export { start } from "./start.ts";
