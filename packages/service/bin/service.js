// Starts the service's process. Plain JavaScript: from here on compiled code is kept between starts, and the entry itself would
// otherwise load the TypeScript compiler each time, a tenth of a second.
import { enableCompileCache } from "node:module";

enableCompileCache();
await import("../src/main.ts");
