// Who may sign when, as a table.
import { expect, test } from "vitest";
import { nextStates, type OrderedInvitation } from "./order.ts";

type Row = [
  state: OrderedInvitation["state"],
  order: number | undefined,
  document?: number,
  deleted?: boolean,
];

function states(...rows: Row[]): string[] {
  const invitations = rows.map(([state, order, documentPosition = 0, deleted = false], index) => ({
    invitationId: String(index),
    state,
    entries: [{ documentPosition, deleted, ...(order === undefined ? {} : { order }) }],
  }));
  return [...nextStates(invitations).values()];
}

test.each<[string, Row[], string[]]>([
  [
    "without orders all sign side by side",
    [
      ["waiting", undefined],
      ["waiting", undefined],
    ],
    ["open", "open"],
  ],
  [
    "the second waits for the first",
    [
      ["waiting", 1],
      ["waiting", 2],
    ],
    ["open", "waiting"],
  ],
  [
    "the second follows once the first signed",
    [
      ["signed", 1],
      ["waiting", 2],
    ],
    ["signed", "open"],
  ],
  [
    "equal orders sign side by side",
    [
      ["signed", 1],
      ["waiting", 2],
      ["waiting", 2],
    ],
    ["signed", "open", "open"],
  ],
  [
    "the third waits for both of the second group",
    [
      ["signed", 1],
      ["signed", 2],
      ["open", 2],
      ["waiting", 3],
    ],
    ["signed", "signed", "open", "waiting"],
  ],
  [
    "orders may have gaps",
    [
      ["signed", 3],
      ["waiting", 70],
    ],
    ["signed", "open"],
  ],
  [
    "no order comes before order one",
    [
      ["waiting", 1],
      ["waiting", undefined],
    ],
    ["waiting", "open"],
  ],
  [
    "orders of different documents do not meet",
    [
      ["waiting", 1, 0],
      ["waiting", 2, 1],
    ],
    ["open", "open"],
  ],
  [
    "a deleted document cancels",
    [
      ["open", 1, 0, true],
      ["waiting", 2, 0, true],
    ],
    ["cancelled", "cancelled"],
  ],
  [
    "what was signed stays signed after a deletion",
    [
      ["signed", 1, 0, true],
      ["waiting", 2, 0, true],
    ],
    ["signed", "cancelled"],
  ],
])("%s", (_name, rows, expected) => {
  expect(states(...rows)).toEqual(expected);
});
