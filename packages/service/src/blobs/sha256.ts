// Guards the way from an address to a path or key.

/** Throws on anything but 64 lower-case hex digits, so that no address can leave the store. */
export function assertSha256(value: string): void {
  if (!/^[0-9a-f]{64}$/.test(value)) {
    throw new TypeError(`${JSON.stringify(value)} is no blob address: expected 64 lower-case hex digits`);
  }
}
