// Watches one visit from inside the page, before anything of the page runs; `npm run bench first-load` reads it.

/** A task that is longer blocks whoever clicks in it. */
const LONG_TASK_MS = 50;

const seen = { lcp: 0, cls: 0, tasks: [], interactive: 0 };
const interactive = Promise.withResolvers();
const observe = (type, look) =>
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) look(entry);
  }).observe({ type, buffered: true });
observe("largest-contentful-paint", ({ startTime }) => {
  seen.lcp = startTime;
});
observe("layout-shift", ({ value }) => {
  seen.cls += value;
});
observe("longtask", ({ startTime, duration }) => {
  seen.tasks.push({ startTime, duration });
});

const rows = new MutationObserver(() => {
  if (document.querySelector("a[href^='/agreements/']") === null) return;
  rows.disconnect();
  // Two frames to draw it, then the first moment in which nothing else runs.
  requestAnimationFrame(() =>
    requestAnimationFrame(() =>
      requestIdleCallback(() => {
        seen.interactive = performance.now();
        interactive.resolve();
      }),
    ),
  );
});
rows.observe(document, { childList: true, subtree: true });

const sum = (numbers) => numbers.reduce((total, one) => total + one, 0);

window.visit = {
  interactive: interactive.promise,
  read() {
    const resources = performance.getEntriesByType("resource");
    const bytesOf = (list) => sum(list.map(({ encodedBodySize }) => encodedBodySize));
    const paint = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0;
    const blocking = seen.tasks.filter(({ startTime }) => startTime >= paint);
    return {
      script_bytes: bytesOf(resources.filter(({ name }) => new URL(name).pathname.endsWith(".js"))),
      all_bytes: bytesOf(resources),
      first_contentful_paint_ms: paint,
      largest_contentful_paint_ms: seen.lcp,
      total_blocking_ms: sum(blocking.map(({ duration }) => duration - LONG_TASK_MS)),
      cumulative_layout_shift: seen.cls,
      interactive_ms: seen.interactive,
    };
  },
};
