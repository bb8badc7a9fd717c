// Opaque positions in a list: the sort value and id of the last row that was answered.
import { z } from "zod";
import { InvalidInputError } from "../errors.ts";

export type Cursor = { at: Date; id: string };

const Content = z.tuple([z.iso.datetime(), z.string()]);

export const writeCursor = ({ at, id }: Cursor): string =>
  Buffer.from(JSON.stringify([at.toISOString(), id])).toString("base64url");

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    // A cursor that is no JSON fails the schema like any other wrong one.
    return error;
  }
};

/** Refuses a cursor that this service did not write. */
export const readCursor = (text: string): Cursor => {
  const parsed = Content.safeParse(parseJson(Buffer.from(text, "base64url").toString("utf8")));
  if (parsed.success) return { at: new Date(parsed.data[0]), id: parsed.data[1] };
  throw new InvalidInputError({
    code: "invalid_request",
    message: `${JSON.stringify(text)} is not a cursor of this list: take next_cursor of the page before, or leave it out.`,
    details: { errors: [{ path: "/cursor", message: "not a cursor of this list" }] },
  });
};

/** Cuts the one row too many that was read to know whether there is a next page. */
export const page = <Row>(
  rows: Row[],
  limit: number,
  position: (row: Row) => Cursor,
): { rows: Row[]; nextCursor: string | null } => {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, nextCursor: rows.length > limit && last ? writeCursor(position(last)) : null };
};
