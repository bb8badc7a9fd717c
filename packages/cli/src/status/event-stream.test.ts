import { expect, test } from "vitest";
import { readEvents, type ServerEvent } from "./event-stream.ts";

const read = async (...chunks: string[]) => {
  const body = async function* () {
    for (const chunk of chunks) yield new TextEncoder().encode(chunk);
  };
  const events: ServerEvent[] = [];
  for await (const event of readEvents(body())) events.push(event);
  return events;
};

test("events come out whole, whatever the chunks are", async () => {
  const text = 'id: 7\nevent: timeline\ndata: {"a":\ndata: 1}\n\n: keep alive\n\ndata: plain\n\n';
  const expected = [
    { type: "timeline", data: '{"a":\n1}', id: "7" },
    { type: "message", data: "plain", id: "7" },
  ];
  expect(await read(text)).toEqual(expected);
  expect(await read(...text)).toEqual(expected);
  expect(await read(text.replaceAll("\n", "\r\n"))).toEqual(expected);
  expect(await read(...text.replaceAll("\n", "\r\n"))).toEqual(expected);
});

test("an event that the end cuts off is dropped", async () => {
  expect(await read("data: whole\n\ndata: half\n")).toEqual([
    { type: "message", data: "whole", id: undefined },
  ]);
});
