// The key in a printed sign-in link: `#key=…`, which browsers never send to a server.

/** Reads the key of a location's hash; undefined when there is none. */
export const keyOfHash = (hash: string): string | undefined => {
  const key = new URLSearchParams(hash.replace(/^#/, "")).get("key")?.trim();
  return key === undefined || key === "" ? undefined : key;
};

/** Takes the key out of the address bar and the history at once, so that it can be neither seen nor bookmarked. */
export const takeLinkKey = (): string | undefined => {
  const key = keyOfHash(window.location.hash);
  if (key !== undefined) {
    window.history.replaceState(window.history.state, "", window.location.pathname + window.location.search);
  }
  return key;
};
