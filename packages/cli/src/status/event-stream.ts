// Reads server-sent events from an answer's body, as the HTML standard defines their lines.

export interface ServerEvent {
  /** `message` when the stream names none. */
  type: string;
  data: string;
  /** The last id seen, to resume after it. */
  id: string | undefined;
}

/** Yields each complete event; an event cut off by the end of the stream is dropped. */
export async function* readEvents(body: AsyncIterable<Uint8Array>): AsyncGenerator<ServerEvent> {
  const decoder = new TextDecoder();
  let buffered = "";
  let type = "";
  let data: string[] = [];
  let id: string | undefined;
  for await (const chunk of body) {
    buffered += decoder.decode(chunk, { stream: true });
    // A carriage return at the very end may be half of a line break.
    const lines = buffered.split(/\r\n|\n|\r(?!$)/);
    buffered = lines.pop() ?? "";
    for (const line of lines) {
      if (line === "") {
        if (data.length > 0) yield { type: type === "" ? "message" : type, data: data.join("\n"), id };
        type = "";
        data = [];
        continue;
      }
      const [, field = "", value = ""] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
      if (field === "event") type = value;
      if (field === "data") data.push(value);
      if (field === "id" && !value.includes("\0")) id = value;
    }
  }
}
