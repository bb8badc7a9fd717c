// The reference page of the command line, made from the declarations of its commands.
import type { AnyCommand } from "../command/command.ts";
import { EXIT_CODES } from "../command/exit-codes.ts";
import { argumentName, flagName } from "../command/parse-input.ts";
import { EVERYWHERE_CODES, exitOfProblem } from "../command/problems.ts";
import { commands } from "../commands.ts";

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("<", "&lt;");

const usage = (command: AnyCommand): string => {
  const words = Object.entries(command.arguments).map(([name, argument]) => {
    const label = argumentName(name) + (argument.many ? "…" : "");
    return argument.optional ? `[${label}]` : label;
  });
  return ["creditnexus", command.name, ...words].join(" ");
};

const flagRows = (command: AnyCommand): string[] =>
  Object.entries(command.flags).map(([name, flag]) => {
    const long = flag.negated ? flagName(name).replace("--", "--no-") : flagName(name);
    const short = flag.short === undefined ? "" : `-${flag.short}, `;
    const value = flag.value === undefined ? "" : ` ${flag.value}${flag.many ? "…" : ""}`;
    return `| \`${short}${long}${value}\` | ${cell(flag.summary)} |`;
  });

const section = (command: AnyCommand): string => {
  const flags = flagRows(command);
  const problems = command.errors
    .map((code) => `\`${code}\` (${EXIT_CODES[exitOfProblem(code)].code})`)
    .join(", ");
  const parts = [
    `### ${command.name}`,
    `\`${usage(command)}\``,
    command.details ?? `${command.summary}.`,
    flags.length === 0 ? "" : `| flag | does |\n|---|---|\n${flags.join("\n")}`,
    `\`\`\`sh\n${command.examples.map(({ does, line }) => `# ${does}\n${line}`).join("\n")}\n\`\`\``,
    problems === "" ? "" : `Problems, with their exit codes: ${problems}.`,
  ];
  return parts.filter((part) => part !== "").join("\n\n");
};

/** The whole page in Markdown. */
export const commandLinePage = (): string => {
  const exits = Object.values(EXIT_CODES).map(({ code, means }) => `| ${code} | ${means} |`);
  const everywhere = EVERYWHERE_CODES.map(({ code, exit }) => `\`${code}\` (${EXIT_CODES[exit].code})`).join(
    ", ",
  );
  const overview = commands.map(
    ({ name, summary }) => `| [\`${name}\`](#${name.replace(" ", "-")}) | ${cell(summary)} |`,
  );
  return `# Command line

Made from the commands in \`packages/cli\` by \`npm run docs\`. Run it as \`npx creditnexus …\`.

Results go to standard output, everything else to standard error. They are text on a terminal and JSON otherwise; \`--json\` and
\`--no-json\` decide it by hand. A failure prints \`{"error": {"code", "detail", "next_step", "exit_code", …}}\` in JSON, and the
same as sentences on a terminal. Keys and signing links are printed only by the commands that exist for that
(\`keys create\`, \`webhooks add\`, \`requests links\`, and \`--links\` of the sandbox's commands); \`init\` and \`dev\` print callback
URLs with their token.

## Settings

Flags win over the environment, the environment over \`.env\` in the current directory, that over the default.

| setting | flag | otherwise |
|---|---|---|
| \`CREDITNEXUS_URL\` | \`--url\` | \`http://127.0.0.1:$PORT\`, \`PORT\` being 8000 |
| \`CREDITNEXUS_API_KEY\` | none: other users would see it | \`$DATA_DIR/admin.key\`, only for a service on this machine |
| \`SANDBOX_URL\` | \`--sandbox-url\` | \`http://127.0.0.1:$SANDBOX_PORT\`, \`SANDBOX_PORT\` being 8001 |
| \`NO_COLOR\` | | colours on a terminal |
| \`XDG_STATE_HOME\` | | \`~/.local/state\`; an interrupted \`send\` is remembered there |

## Exit codes

| code | means |
|---|---|
${exits.join("\n")}

Each command below names the problems to expect, by their \`code\` in the JSON output. Any of them can also end with
${everywhere}.

## Commands

| command | does |
|---|---|
${overview.join("\n")}

${commands.map(section).join("\n\n")}
`;
};
