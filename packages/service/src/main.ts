// The service's process: `node packages/service/src/main.ts [--port 8000] [--only http|worker]`.
import { enableCompileCache } from "node:module";

// Later starts skip stripping and compiling; must come before the imports it is for.
enableCompileCache();
const { runProcess } = await import("./launcher/run-process.ts");
await runProcess(process.argv.slice(2), process.env);
