// The commands below `creditnexus evidence`.
export { get, key } from "./fetch.ts";
export { verify } from "./verify.ts";
