// Small pieces of SQL text that several stores need.

/** A pattern for ILIKE that finds `text` anywhere, with its own wildcards taken literally. */
export const containing = (text: string): string => `%${text.replaceAll(/[\\%_]/g, (wild) => `\\${wild}`)}%`;
