// The commands below `creditnexus documents`.
export { download } from "./download.ts";
export { list } from "./list.ts";
export { upload } from "./upload.ts";
