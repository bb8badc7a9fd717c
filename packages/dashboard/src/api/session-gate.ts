// Holds calls back while the session is gone, and lets them through again once the same person signed in.

/** What the gate tells its listeners: the desk is in use, or its session ended and calls wait. */
export type GateState = "open" | "ended";

export interface SessionGate {
  state(): GateState;
  /** Counts the sessions: a call that was sent in an earlier one says nothing about the session in use. */
  era(): number;
  /** Waits until the person signed in again; rejects when they leave instead. */
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
  let era = 0;
  let waiting: { promise: Promise<void>; resolve: () => void; reject: (cause: Error) => void } | undefined;
  const listeners = new Set<() => void>();
  const settle = (end: (gate: NonNullable<typeof waiting>) => void) => {
    if (waiting === undefined) return;
    const gate = waiting;
    waiting = undefined;
    era += 1;
    end(gate);
    for (const listener of listeners) listener();
  };

  return {
    state: () => (waiting === undefined ? "open" : "ended"),
    era: () => era,
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

/** Makes a call, and makes it again in the next session when it met the end of one. */
export const throughTheGate = async (
  gate: SessionGate,
  attempt: () => Promise<Response>,
): Promise<Response> => {
  if (gate.state() === "ended") await gate.wait();
  const era = gate.era();
  let answer = await attempt();
  // Refused in a session that has been followed by another meanwhile: nobody has to sign in for that.
  const isLate = answer.status === 401 && gate.state() === "open" && gate.era() !== era;
  if (isLate) answer = await attempt();
  if (answer.status !== 401) return answer;
  await gate.wait();
  return attempt();
};
