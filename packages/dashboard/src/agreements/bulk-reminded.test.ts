// Proves that only who got a mail counts as reminded, and that no reason gets lost.
import { expect, test } from "vitest";
import { bulkRemindedOf } from "./bulk-reminded.ts";
import { signature } from "./testing/signature.ts";

const person = (email: string) => ({ signer_id: email, email });

test("an agreement of which nobody got a mail is not reminded, and each one left out has a reason", () => {
  const [one, two, three, four] = ["One", "Two", "Three", "Four"].map((title) => signature({ title }));
  if (!(one && two && three && four)) throw new Error("four agreements");
  const result = bulkRemindedOf({
    done: [
      { signature: one, answer: { reminded: [person("a@x.example"), person("b@x.example")], skipped: [] } },
      {
        signature: two,
        answer: {
          reminded: [person("c@x.example")],
          skipped: [{ ...person("d@x.example"), reason: "Reminded today." }],
        },
      },
      { signature: three, answer: { reminded: [], skipped: [] } },
    ],
    failed: [{ signature: four, reason: "It is closed." }],
  });
  expect(result).toEqual({
    people: 3,
    agreements: 2,
    notReminded: [
      { signature: four, reason: "It is closed." },
      { signature: two, reason: "d@x.example: Reminded today." },
      { signature: three, reason: "Nobody has to sign now." },
    ],
  });
});
