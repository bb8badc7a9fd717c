// Starts the bundled Chromium for a test file; a page error, a console error or a foreign request fails the test.
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import bundled from "@sparticuz/chromium";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll } from "vitest";

/** What one test may say about the page it opens, beside Playwright's own context options. */
export interface PageOptions extends BrowserContextOptions {
  /** Console errors that this test provokes on purpose, such as the browser's own line for a 422. */
  expectedConsoleErrors?: RegExp[];
}

/** Opens pages, each in a context of its own that ends with the test. */
export interface BrowserFixture {
  page(options?: PageOptions): Promise<Page>;
}

/** Sizes that stand for a desk and for a hand. */
export const DESKTOP = { width: 1280, height: 800 };
export const PHONE = { width: 390, height: 844 };

// Left out of the package's list: a single process dies with its first context, and pages must meet the
// browser's real rules about origins.
const UNWANTED =
  /^--(single-process|no-zygote|headless|disable-web-security|allow-running-insecure-content|disable-site-isolation-trials|in-process-gpu|use-gl|use-angle|enable-unsafe-swiftshader|ignore-gpu-blocklist)/;

const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/**
 * Registers one Chromium for the test file that calls it, at the top level of the file.
 *
 * @example
 * const browser = withBrowser();
 * test("the list is empty at first", async () => {
 *   const page = await browser.page({ viewport: PHONE });
 *   await page.goto(url);
 * });
 */
export function withBrowser(): BrowserFixture {
  let running: Browser | undefined;
  let faults: string[] = [];

  beforeAll(async () => {
    running = await launch();
  });
  afterEach(async () => {
    for (const context of running?.contexts() ?? []) await context.close();
    const seen = faults;
    faults = [];
    if (seen.length > 0) throw new Error(`the page reported ${seen.length} fault(s):\n${seen.join("\n")}`);
  });
  afterAll(() => running?.close());

  return {
    async page({ expectedConsoleErrors = [], ...options } = {}) {
      if (!running) throw new Error("withBrowser() opens pages inside tests, after the browser has started");
      const context = await running.newContext({ viewport: DESKTOP, reducedMotion: "reduce", ...options });
      await context.route(isForeign, (route) => {
        faults.push(`a request left the machine: ${route.request().url()}`);
        return route.abort();
      });
      context.on("weberror", (error) => faults.push(`page error: ${error.error().stack ?? error.error()}`));
      context.on("console", (message) => {
        const line = `${message.text()} (${message.location().url})`;
        if (message.type() !== "error" || expectedConsoleErrors.some((known) => known.test(line))) return;
        faults.push(`console error: ${line}`);
      });
      return context.newPage();
    },
  };
}

/** Launches the Chromium that ships inside `@sparticuz/chromium`, unpacking it once per user. */
export async function launch(): Promise<Browser> {
  const args = bundled.args.filter((arg) => !UNWANTED.test(arg));
  return chromium.launch({ executablePath: await unpacked(), args: [...args, ...QUIET], headless: true });
}

function isForeign(url: URL): boolean {
  if (!/^(https?|wss?):$/.test(url.protocol)) return false;
  return !["127.0.0.1", "localhost", "[::1]"].includes(url.hostname) && !url.hostname.endsWith(".localhost");
}

// The package unpacks straight into the temporary folder, where a second test process would find half a file:
// unpack aside, then rename.
async function unpacked(): Promise<string> {
  const home = join(tmpdir(), `creditnexus-chromium-${userInfo().uid}`);
  const binary = join(home, "chromium");
  if (existsSync(binary)) return binary;

  const aside = `${home}.${randomUUID()}`;
  await mkdir(aside, { mode: 0o700 });
  const before = process.env.TMPDIR;
  process.env.TMPDIR = aside;
  try {
    await bundled.executablePath();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
  try {
    await rename(aside, home);
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    if (!existsSync(binary)) throw error;
  }
  return binary;
}
