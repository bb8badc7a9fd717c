// Measures the first visit of the desk in Chromium with nothing in its cache: bytes of script on the wire, first and largest
// paint, blocked time, shifts of the layout, and when the list can be used. Fails at 250 KB of script or one second.
//
// `npm run bench first-load [rounds] [agreements]`; medians, with the worst round beside them. Service, sandbox, database and
// browser share this machine.
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { sendAgreement } from "../acceptance/desk.ts";
import { type Product, startProduct } from "../acceptance/start.ts";
import { DESKTOP, launch } from "../browser/launch.ts";

const ROUNDS = Number(process.argv[2] ?? 7);
const AGREEMENTS = Number(process.argv[3] ?? 50);
const MOST_SCRIPT_BYTES = 250_000;
const MOST_MILLISECONDS = 1_000;

interface Visit {
  /** On the wire, as the browser counts them. */
  script_bytes: number;
  all_bytes: number;
  first_contentful_paint_ms: number;
  largest_contentful_paint_ms: number;
  /** Time beyond 50 ms of every task after the first paint. */
  total_blocking_ms: number;
  cumulative_layout_shift: number;
  /** A row is there and the page is free to answer a click. */
  interactive_ms: number;
}

/** Measures in the page; plain script, for a browser. */
const IN_PAGE = join(import.meta.dirname, "first-load-in-page.js");

const visit = async (browser: Browser, product: Product): Promise<Visit> => {
  // A context of its own has an empty cache.
  const context = await browser.newContext({ viewport: DESKTOP });
  try {
    await context.request.post(`${product.url}/api/session`, {
      data: { key: product.apiKey },
      headers: { origin: product.url },
    });
    const page: Page = await context.newPage();
    await page.addInitScript({ path: IN_PAGE });
    await page.goto(product.url);
    await page.evaluate("visit.interactive");
    // Later paints and shifts count as well.
    await page.waitForTimeout(500);
    return await page.evaluate<Visit>("visit.read()");
  } finally {
    await context.close();
  }
};

const sorted = (visits: readonly Visit[], key: keyof Visit): number[] =>
  visits.map((one) => one[key]).sort((a, b) => a - b);
const rounded = (value: number): number => (value < 1 ? Math.round(value * 1000) / 1000 : Math.round(value));

const product = await startProduct();
const browser = await launch();
try {
  for (let count = 0; count < AGREEMENTS; count += 1) await sendAgreement(product);
  const visits: Visit[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const one = await visit(browser, product);
    visits.push(one);
    console.log(
      `round ${round}: ${one.script_bytes} bytes of script, interactive after ${rounded(one.interactive_ms)} ms`,
    );
  }
  const keys = Object.keys(visits[0] ?? {}) as (keyof Visit)[];
  const figures = (pick: (values: number[]) => number | undefined) =>
    Object.fromEntries(keys.map((key) => [key, rounded(pick(sorted(visits, key)) ?? Number.NaN)]));
  const medians = figures((values) => values[Math.floor(values.length / 2)]);
  console.log(JSON.stringify({ rounds: ROUNDS, medians, worst: figures((values) => values.at(-1)) }));
  const isGood =
    (medians.script_bytes ?? Number.NaN) < MOST_SCRIPT_BYTES &&
    (medians.interactive_ms ?? Number.NaN) < MOST_MILLISECONDS;
  if (!isGood)
    console.error(`wanted: under ${MOST_SCRIPT_BYTES} bytes of script, under ${MOST_MILLISECONDS} ms`);
  process.exitCode = isGood ? 0 : 1;
} finally {
  await browser.close();
  await product.stop();
}
