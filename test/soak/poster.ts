// Posts callbacks over plain sockets, as fast as they are acknowledged, and keeps the ledger of what was.
//
// Plain sockets, because the driver shares the machine with what it tests, and because it has to cut connections at
// chosen moments: when the answer is on its way but was not read, the sender knows nothing and posts again.
import { connect, type Socket } from "node:net";
import { pause } from "./processes.ts";
import type { Random } from "./random.ts";
import { requestOf } from "./storm.ts";

const ACKNOWLEDGEMENT = "DIGISIGNER_EVENT_ACCEPTED";
const ANSWER_WITHIN_MS = 30_000;

export interface Ledger {
  /** Requests written, by number. */
  readonly attempts: Uint16Array;
  /** Acknowledgements read, by number. */
  readonly acknowledged: Uint16Array;
  posts: number;
  acknowledgements: number;
  /** Cut by us while the answer was on its way. */
  cutAfterCommit: number;
  /** Cut by us at any moment. */
  cutAnywhere: number;
  /** Cut by the death of a process, or refused for want of a database. */
  broken: number;
  unavailable: number;
  /** Forged ones, refused as they should be. */
  refused: number;
  /** Answers that nothing explains. */
  faults: string[];
}

export const newLedger = (numbers: number): Ledger => ({
  attempts: new Uint16Array(numbers),
  acknowledged: new Uint16Array(numbers),
  posts: 0,
  acknowledgements: 0,
  cutAfterCommit: 0,
  cutAnywhere: 0,
  broken: 0,
  unavailable: 0,
  refused: 0,
  faults: [],
});

export interface Post {
  number: number;
  body: string;
  isAuthentic: boolean;
}

type Answer = { status: number; text: string } | "cut" | "broken";
type Cut = "no" | "at_answer" | { afterMs: number };

const open = (port: number): Promise<Socket | undefined> =>
  new Promise((done) => {
    const socket = connect(port, "127.0.0.1", () => done(socket));
    socket.setNoDelay(true).setTimeout(ANSWER_WITHIN_MS, () => socket.destroy());
    socket.once("error", () => done(undefined));
    // After the connection stands, errors are told by "close".
    socket.on("error", () => undefined);
  });

const exchange = (socket: Socket, request: string, cut: Cut): Promise<Answer> =>
  new Promise((done) => {
    let answer = "";
    let isCut = false;
    const hangUp = (): void => {
      isCut = true;
      socket.destroy();
    };
    const timer = typeof cut === "object" ? setTimeout(hangUp, cut.afterMs) : undefined;
    const finish = (value: Answer): void => {
      clearTimeout(timer);
      socket.off("data", read).off("close", closed);
      done(value);
    };
    const closed = (): void => finish(isCut ? "cut" : "broken");
    const read = (chunk: Buffer): void => {
      if (cut === "at_answer") {
        hangUp();
        return;
      }
      answer += chunk.toString("latin1");
      const end = answer.indexOf("\r\n\r\n");
      if (end === -1) return;
      const length = Number(/content-length: (\d+)/i.exec(answer)?.[1] ?? 0);
      if (answer.length < end + 4 + length) return;
      finish({ status: Number(answer.slice(9, 12)), text: answer.slice(end + 4) });
    };
    socket.on("data", read).on("close", closed);
    socket.write(request);
  });

const chooseCut = (random: Random, share: number): Cut => {
  const dice = random.next();
  if (dice < share / 2) return "at_answer";
  return dice < share ? { afterMs: random.next() * 20 } : "no";
};

/**
 * One connection's life: takes posts until there are none, and comes back after every break. A post that was not
 * acknowledged is handed to `again`.
 */
export const runConnection = async (options: {
  port: number;
  /** Undefined when all is posted; "later" when more will come. */
  take: () => Post | "later" | undefined;
  again: (post: Post) => void;
  acknowledged: () => void;
  ledger: Ledger;
  random: Random;
  cutShare: number;
}): Promise<void> => {
  const { ledger, port, random } = options;
  let socket: Socket | undefined;
  for (;;) {
    if (socket === undefined || socket.destroyed) socket = await open(port);
    const post = options.take();
    if (post === undefined) break;
    if (post === "later") {
      await pause(20);
      continue;
    }
    if (socket === undefined) {
      options.again(post);
      await pause(100);
      continue;
    }
    const cut = post.isAuthentic ? chooseCut(random, options.cutShare) : "no";
    ledger.posts += 1;
    if (post.isAuthentic) ledger.attempts[post.number] = (ledger.attempts[post.number] ?? 0) + 1;
    const answer = await exchange(socket, requestOf(post.body, post.isAuthentic), cut);
    if (answer === "cut" || answer === "broken") {
      if (answer === "broken") ledger.broken += 1;
      else if (cut === "at_answer") ledger.cutAfterCommit += 1;
      else ledger.cutAnywhere += 1;
      options.again(post);
      continue;
    }
    if (answer.status === 503) {
      ledger.unavailable += 1;
      options.again(post);
      await pause(200);
      continue;
    }
    const isRight = post.isAuthentic
      ? answer.status === 200 && answer.text === ACKNOWLEDGEMENT
      : answer.status === 401;
    if (!isRight)
      ledger.faults.push(`post ${post.number} was answered ${answer.status} ${answer.text.slice(0, 200)}`);
    else if (!post.isAuthentic) ledger.refused += 1;
    else {
      ledger.acknowledged[post.number] = (ledger.acknowledged[post.number] ?? 0) + 1;
      ledger.acknowledgements += 1;
      options.acknowledged();
    }
  }
  socket?.destroy();
};
