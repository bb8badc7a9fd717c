/** The entry of `program` in the bundle in `directory` (absolute), or undefined when it is not made of the files that are here. */
export function currentBundle(directory: string, program: string): URL | undefined;
