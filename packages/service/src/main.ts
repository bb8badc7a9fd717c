// The service's process: `node packages/service/bin/service.js [--port 8000] [--only http|worker] [--check-settings]`.
const argv = process.argv.slice(2);
if (argv.includes("--check-settings")) {
  const { reportSettings } = await import("./launcher/report-settings.ts");
  reportSettings(argv, process.env);
} else {
  const { runProcess } = await import("./launcher/run-process.ts");
  await runProcess(argv, process.env);
}
