// Remembers how each list was last filtered, so that the way back from one of its records leads to the same rows.

const searches = new Map<string, object>();

/** Notes where somebody is; whoever signs in next starts without the filters of the one before. */
export const rememberSearch = (path: string, search: object): void => {
  if (path === "/sign-in") searches.clear();
  else searches.set(path, search);
};

export const lastSearchOf = (path: string): object => searches.get(path) ?? {};
