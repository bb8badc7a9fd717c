// The packages that are published.

/** Each after those it is compiled against. */
export const PACKAGES = ["digisigner", "pdf", "contract", "sandbox", "cli"] as const;
export type PackageName = (typeof PACKAGES)[number];
