// Bytes as text, in a box that scrolls.

export function Code({ label, children }: { label: string; children: string }) {
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard
      tabIndex={0}
      aria-label={label}
      className="max-h-96 overflow-auto bg-sunken focus-visible:-outline-offset-2"
    >
      <pre className="p-4 font-mono text-xs leading-5 break-all whitespace-pre-wrap">{children}</pre>
    </section>
  );
}

/** JSON with indentation where it is JSON, the text itself where it is not. */
export const prettyJson = (text: string): string => {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch (error) {
    return `${text}\n\n(${error instanceof Error ? error.message : "not JSON"})`;
  }
};
