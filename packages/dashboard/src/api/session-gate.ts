// Holds calls back while the session is gone, and lets them through again once somebody signed in.

/** What the gate tells its listeners: the desk is in use, or its session ended and calls wait. */
export type GateState = "open" | "ended";

export interface SessionGate {
  state(): GateState;
  /** Waits until somebody signed in again; rejects when they leave instead. */
  wait(): Promise<void>;
  reopen(): void;
  leave(): void;
  subscribe(listener: () => void): () => void;
}

/** Thrown to the calls that waited when the person chose to leave instead of signing in again. */
export class LeftTheDesk extends Error {
  override readonly name = "LeftTheDesk";
}

/**
 * Makes a gate. A call that meets an ended session waits here and is then made again, so that nothing typed is lost.
 */
export const createSessionGate = (): SessionGate => {
  let waiting: { promise: Promise<void>; resolve: () => void; reject: (cause: Error) => void } | undefined;
  const listeners = new Set<() => void>();
  const settle = (end: (gate: NonNullable<typeof waiting>) => void) => {
    if (waiting === undefined) return;
    const gate = waiting;
    waiting = undefined;
    end(gate);
    for (const listener of listeners) listener();
  };

  return {
    state: () => (waiting === undefined ? "open" : "ended"),
    wait() {
      if (waiting !== undefined) return waiting.promise;
      waiting = Promise.withResolvers<void>();
      for (const listener of listeners) listener();
      return waiting.promise;
    },
    reopen: () => settle((gate) => gate.resolve()),
    leave: () => settle((gate) => gate.reject(new LeftTheDesk("Signed out"))),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
