// Waits for several starts at once, and for all of them also when one fails.

/** Like `Promise.all`, but rejects only when nothing is under way any more, so that all of it can be closed. */
export async function allOrFirstFailure<Starts extends readonly unknown[]>(
  starts: readonly [...Starts],
): Promise<{ -readonly [Index in keyof Starts]: Awaited<Starts[Index]> }> {
  await Promise.allSettled(starts);
  return Promise.all(starts);
}
