// Speaks HTTP byte by byte over a socket, so that a fixture goes out exactly as its client sends it.
import { connect } from "node:net";

export interface RawAnswer {
  status: number;
  head: string;
  /** As latin1, one character per byte. */
  body: string;
}

/** Sends the bytes and reads until the server closes; an interim 100 is skipped. */
export function exchange(port: number, request: Uint8Array): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, "127.0.0.1", () => socket.write(request));
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.on("error", reject);
    socket.on("end", () => {
      socket.end();
      resolve(parse(Buffer.concat(chunks).toString("latin1")));
    });
  });
}

function parse(text: string): RawAnswer {
  const end = text.indexOf("\r\n\r\n");
  const head = text.slice(0, end).replaceAll("\r\n", "\n");
  const body = text.slice(end + 4);
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1]);
  return status === 100 ? parse(body) : { status, head, body };
}
