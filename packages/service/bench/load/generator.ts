// Posts callbacks as fast as they are acknowledged, or at a fixed rate; prints what it saw as one line of JSON.
//
// Written against plain sockets: the generator shares two cores with what it measures, and general load tools spend more
// on each request than the intake does. At a fixed rate a latency counts from when its request was due, not from when it
// could be written, which corrects for coordinated omission.
import { randomUUID } from "node:crypto";
import { connect, type Socket } from "node:net";

const [target = "", seconds = "5", connections = "64", fixedRate = "0"] = process.argv.slice(2);
const url = new URL(target);
const rate = Number(fixedRate);
const ACKNOWLEDGEMENT = "DIGISIGNER_EVENT_ACCEPTED";

const requestBytes = (index: number): string => {
  const body = `{"event_time":${1_766_000_000_000 + index},"event_type":"DOCUMENT_SIGNED","document_id":"${randomUUID()}","signer_email":"jane@borrower.example"}`;
  return `POST ${url.pathname}${url.search} HTTP/1.1\r\nHost: ${url.host}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
};

const open = (): Promise<Socket> =>
  new Promise((done, fail) => {
    const socket = connect(Number(url.port), url.hostname, () => done(socket));
    socket.setNoDelay(true).once("error", fail);
  });

const latencies: number[] = [];
let failures = 0;
let sent = 0;

/** One request and its whole answer; the answer ends with the acknowledgement, or it is a failure. */
const exchange = (socket: Socket, due: number): Promise<void> =>
  new Promise((done) => {
    let answer = "";
    const read = (chunk: Buffer): void => {
      answer += chunk.toString("latin1");
      const end = answer.indexOf("\r\n\r\n");
      if (end === -1) return;
      const length = Number(/content-length: (\d+)/i.exec(answer)?.[1] ?? 0);
      if (answer.length < end + 4 + length) return;
      socket.off("data", read);
      if (!answer.startsWith("HTTP/1.1 200 ") || answer.slice(end + 4) !== ACKNOWLEDGEMENT) failures += 1;
      else latencies.push(performance.now() - due);
      done();
    };
    socket.on("data", read);
    sent += 1;
    socket.write(requestBytes(sent));
  });

const sockets = await Promise.all(Array.from({ length: Number(connections) }, open));
const start = performance.now();
const end = start + Number(seconds) * 1000;

const closedLoop = (): Promise<unknown> =>
  Promise.all(
    sockets.map(async (socket) => {
      while (performance.now() < end) await exchange(socket, performance.now());
    }),
  );

const openLoop = async (): Promise<void> => {
  const idle = [...sockets];
  const queue: number[] = [];
  const running = new Set<Promise<void>>();
  const pump = (): void => {
    while (queue.length > 0) {
      const socket = idle.pop();
      const due = queue[0];
      if (socket === undefined || due === undefined) return;
      queue.shift();
      const one = exchange(socket, due).then(() => {
        running.delete(one);
        idle.push(socket);
        pump();
      });
      running.add(one);
    }
  };
  let scheduled = 0;
  while (performance.now() < end) {
    const due = Math.floor(((performance.now() - start) / 1000) * rate);
    for (; scheduled < due; scheduled += 1) queue.push(start + (scheduled / rate) * 1000);
    pump();
    await new Promise((done) => setTimeout(done, 1));
  }
  while (running.size > 0 || queue.length > 0) await Promise.race([...running]);
};

await (rate > 0 ? openLoop() : closedLoop());
const elapsed = (performance.now() - start) / 1000;
for (const socket of sockets) socket.destroy();
latencies.sort((a, b) => a - b);
const quantile = (share: number): number =>
  Number((latencies[Math.floor(latencies.length * share)] ?? Number.NaN).toFixed(2));
console.log(
  JSON.stringify({
    rate: latencies.length / elapsed,
    p50: quantile(0.5),
    p99: quantile(0.99),
    max: quantile(0.99999),
    failures,
  }),
);
