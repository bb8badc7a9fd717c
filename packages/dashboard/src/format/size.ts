// Sizes and counts as people read them.

/** `812 KB`, `4.2 MB`; decimal units, as file managers show them. */
export const formatBytes = (bytes: number): string => {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
};

/** A limit in round figures, never above what is allowed: `52 MB` for 50 MiB. */
export const formatLimit = (bytes: number): string =>
  bytes < 10_000_000 ? formatBytes(bytes) : `${Math.floor(bytes / 1_000_000)} MB`;

/** `1 page`, `3 pages`. */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

/** `Ann`, `Ann and Bo`, `Ann, Bo and 2 more`. */
export const listNames = (names: readonly string[], most = 2): string => {
  if (names.length <= 1) return names[0] ?? "";
  if (names.length <= most) return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
  return `${names.slice(0, most).join(", ")} and ${names.length - most} more`;
};
