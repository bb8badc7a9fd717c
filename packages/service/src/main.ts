// The service's process: `node packages/service/src/main.ts [--port 8000] [--only http|worker] [--check-settings]`.
import { enableCompileCache } from "node:module";

// Later starts skip stripping and compiling; must come before the imports it is for.
enableCompileCache();
const argv = process.argv.slice(2);
if (argv.includes("--check-settings")) {
  const { reportSettings } = await import("./launcher/report-settings.ts");
  reportSettings(argv, process.env);
} else {
  const { runProcess } = await import("./launcher/run-process.ts");
  await runProcess(argv, process.env);
}
