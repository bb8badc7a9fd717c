// Holds which word an index is asked for, and that asking for it finds the same as asking for the whole text.
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { insertAgreement } from "../../testing/insert-agreement.ts";
import { createTestDesk, type TestDesk } from "../../testing/test-desk.ts";
import { DEFAULT_WORKSPACE_ID } from "../actor.ts";
import { needlesOf, throughWord } from "./list-filter.ts";
import { sampleText } from "./sample-text.ts";

const RARE_TITLE = "Facility agreement 100%_sure – Acmemere Holdings, draft_77.pdf";

let desk: TestDesk;
beforeAll(async () => {
  desk = await createTestDesk({ workers: false });
  for (let number = 0; number < 150; number += 1) {
    const title = number === 70 ? RARE_TITLE : `Facility agreement ${number} – Birchford Holdings`;
    await insertAgreement(desk.database, { status: "pending", requestedAt: new Date(), title });
  }
});
afterAll(async () => {
  await desk?.close();
});

const sample = (term: string) =>
  sampleText(desk.database.kysely, DEFAULT_WORKSPACE_ID, { column: "text", term });

const count = async (condition: ReturnType<typeof needlesOf>[number]["condition"]): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from signature_search where ${condition}`.execute(desk.database.kysely);
  return rows[0]?.count ?? -1;
};

test.each([
  ["Acmemere Holdings", "acmemere"],
  ["agreement 100%_SURE", "100%_"],
  ["facility draft_77.pdf", "draft_"],
  ["nowhere Holdings", "nowhere"],
])("of %s, the index is asked for %s", async (term, word) => {
  expect((await sample(term)).rareWord).toBe(word);
});

test.each([
  ["common words", "Facility agreement Birchford"],
  ["a single word", "acmemere"],
  ["nothing but short words", "ac me 77"],
  ["nothing", "  "],
])("of %s, it is asked for the whole text", async (_what, term) => {
  expect((await sample(term)).rareWord).toBeUndefined();
});

test("it tells how many have the whole text, and knows nothing where no row is drawn", async () => {
  expect((await sample("Acmemere Holdings")).share).toBeCloseTo(1 / 150);
  expect((await sample("holdings")).share).toBe(1);
  expect((await sample("Birchford Facility")).share).toBe(0);
  expect(await sampleText(desk.database.kysely, "wsp_other", { column: "text", term: "holdings" })).toEqual({
    share: undefined,
    rareWord: undefined,
  });
});

test.each([
  "Acmemere Holdings",
  "acmemere  HOLDINGS,",
  "Holdings Acmemere",
  "agreement 100%_sure",
  "agreement 100x_sure",
  "mere hold",
  "Facility agreement",
])("%s is found through any of its words as it is without", async (search) => {
  const [needle] = needlesOf({ search, sort: "-requested_at" });
  if (needle?.text === undefined) throw new Error("a search has a text");
  const expected = await count(needle.condition);
  for (const word of search.split(/[^\p{L}\p{N}]+/u).filter((each) => each.length >= 3)) {
    expect(await count(throughWord(needle, needle.text, word).condition)).toBe(expected);
  }
});
