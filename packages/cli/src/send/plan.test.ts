// Which requests a send makes, and which flags contradict each other.
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { planRequests } from "./plan.ts";

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), "creditnexus-plan-"));
});

const JANE = { email: "jane@lender.example" };
const MAX = { email: "max@borrower.example" };
const plan = (input: Partial<Parameters<typeof planRequests>[0]>) =>
  planRequests(
    {
      file: undefined,
      to: undefined,
      signers: undefined,
      inOrder: false,
      order: undefined,
      separately: false,
      ...input,
    },
    cwd,
  );
const csv = (text: string) => writeFile(join(cwd, "s.csv"), text);

test("all files are one request; separately, each is its own", async () => {
  expect(await plan({ file: ["a", "b"], to: [JANE] })).toEqual([{ files: ["a", "b"], signers: [JANE] }]);
  expect(await plan({ file: ["a", "b"], to: [JANE], separately: true })).toEqual([
    { files: ["a"], signers: [JANE] },
    { files: ["b"], signers: [JANE] },
  ]);
});

test("the order is that of naming, or as numbered", async () => {
  expect((await plan({ file: ["a"], to: [JANE, MAX], inOrder: true }))[0]?.signers).toEqual([
    { ...JANE, order: 1 },
    { ...MAX, order: 2 },
  ]);
  expect(
    (await plan({ file: ["a"], to: [JANE, MAX], order: [2, 1] }))[0]?.signers.map((one) => one.order),
  ).toEqual([2, 1]);
});

test("a CSV with files makes a request for each, with paths from its own directory", async () => {
  await csv(
    "file,email,order\na.pdf,jane@lender.example,1\nsub/b.pdf,max@borrower.example,\na.pdf,max@borrower.example,2\n",
  );
  expect(await plan({ signers: "s.csv" })).toEqual([
    {
      files: [join(cwd, "a.pdf")],
      signers: [
        { ...JANE, order: 1 },
        { ...MAX, order: 2 },
      ],
    },
    { files: [join(cwd, "sub/b.pdf")], signers: [MAX] },
  ]);
});

test.each([
  ["no signers", { file: ["a"] }, "Who signs?"],
  ["no files", { to: [JANE] }, "Which files?"],
  [
    "both kinds of signers",
    { file: ["a"], to: [JANE], signers: "s.csv" },
    "--to and --signers exclude each other",
  ],
  [
    "both kinds of order",
    { file: ["a"], to: [JANE], inOrder: true, order: [1] },
    "--in-order and --order exclude",
  ],
  ["too few numbers", { file: ["a"], to: [JANE, MAX], order: [1] }, "--order has 1 numbers for 2 signers"],
  ["an order beside a table", { file: ["a"], signers: "s.csv", order: [1] }, "write a column order"],
])("%s is refused", async (_what, input, message) => {
  await csv("email\njane@lender.example\n");
  await expect(plan(input)).rejects.toThrow(message);
});

test.each([
  ["a missing file", undefined, "s.csv cannot be read"],
  ["no column email", "name\nJane\n", "has no column email"],
  ["an unknown column", "email,phone\na@b.example,1\n", 'a column "phone"'],
  ["no row", "email\n", "names no signer"],
  [
    "a row without its file",
    "email,file\na@b.example,x.pdf\nc@d.example,\n",
    "names no file for c@d.example",
  ],
  [
    "an order that is no number",
    "email,order\na@b.example,first\n",
    "line 2, order: expected a whole number",
  ],
])("a table with %s is refused", async (_what, text, message) => {
  if (text !== undefined) await csv(text);
  await expect(plan({ file: undefined, signers: "s.csv" })).rejects.toThrow(message);
});
