// Remembers the results of a function for the few texts it is asked about again and again.

// A desk has one webhook secret, two during a rotation; a test run may have many, and must not keep them.
const KEPT = 8;

export function rememberFew<T>(make: (text: string) => Promise<T>): (text: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const made = make(text);
    known.set(text, made);
    // What failed is not remembered; the caller hears of it.
    made.catch(() => known.delete(text));
    const [oldest] = known.keys();
    if (known.size > KEPT && oldest !== undefined) known.delete(oldest);
    return made;
  };
}
