// The way panels change the sandbox.

/** Runs a change, announces it when done, and refreshes the page; a refusal is shown. */
export type Act = (done: string, change: () => Promise<unknown>) => Promise<void>;
