// Speaks HTTP byte by byte over a socket, so that a fixture goes out exactly as its client sends it.
import { connect } from "node:net";

export interface RawAnswer {
  status: number;
  head: string;
  /** As latin1, one character per byte. */
  body: string;
}

const CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

/**
 * Sends the bytes and reads until the server closes. With `Expect: 100-continue` in the head the body is held back
 * until the server has asked for it; one that never asks gets no body, and the answer lacks what came of it.
 */
export function exchange(port: number, head: Uint8Array, body: Uint8Array = Buffer.of()): Promise<RawAnswer> {
  const holdsBody = /^expect: 100-continue\r$/im.test(Buffer.from(head).toString("latin1"));
  return new Promise((resolve, reject) => {
    let answer = "";
    let isHeld = holdsBody;
    const socket = connect(port, "127.0.0.1", () => {
      socket.write(isHeld ? head : Buffer.concat([head, body]));
    });
    socket.setEncoding("latin1").on("data", (chunk: string) => {
      answer += chunk;
      if (!isHeld || !answer.startsWith(CONTINUE)) return;
      isHeld = false;
      answer = answer.slice(CONTINUE.length);
      socket.write(body);
    });
    socket.on("error", reject);
    socket.on("end", () => {
      socket.end();
      if (isHeld) reject(new Error(`the server never asked for the body, but sent: ${answer}`));
      else resolve(parse(answer));
    });
  });
}

function parse(text: string): RawAnswer {
  const end = text.indexOf("\r\n\r\n");
  const head = text.slice(0, end).replaceAll("\r\n", "\n");
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1]), head, body: text.slice(end + 4) };
}
