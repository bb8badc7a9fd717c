// Starts the service's process: from its bundle where that is current, or else from the sources. Plain JavaScript, since a
// TypeScript entry would load Node's compiler each time, a tenth of a second, before compiled code is kept between starts.
import { enableCompileCache } from "node:module";
import { resolve } from "node:path";
import { currentBundle } from "./current-bundle.js";

enableCompileCache();
const bundle = currentBundle(resolve(import.meta.dirname, "../dist"), "service");
await import(bundle?.href ?? "../src/main.ts");
