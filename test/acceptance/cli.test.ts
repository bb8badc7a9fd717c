// The whole path through the command line alone, against the running product.
import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { agreementPdf } from "../fixtures/pdf.ts";
import { run, runJson, runOnTerminal, start } from "./cli.ts";
import { startLine } from "./cli-line.ts";
import { call, until } from "./desk.ts";
import { type Product, startProduct } from "./start.ts";

const JANE = "Jane Roe <jane@lender.example>:Lender";
const MAX = "Max Poe <max@borrower.example>:Borrower";

let product: Product;
let cwd: string;
let env: Record<string, string>;

beforeAll(async () => {
  product = await startProduct();
  cwd = await mkdtemp(join(tmpdir(), "creditnexus-cli-"));
  await writeFile(join(cwd, "loan.pdf"), agreementPdf());
  await writeFile(join(cwd, "not.pdf"), "hello");
  env = {
    CREDITNEXUS_URL: product.url,
    SANDBOX_URL: product.sandboxUrl,
    DATA_DIR: product.dataDir,
    XDG_STATE_HOME: join(cwd, "state"),
  };
});

afterAll(async () => {
  await product.stop();
});

const cli = (words: readonly string[]) => run(words, { cwd, env });
const json = (words: readonly string[]) => runJson(words, { cwd, env });
const terminal = (words: readonly string[]) => runOnTerminal(words, { cwd, env });

/** Sends the agreement and waits until DigiSigner has it. */
const sendLoan = async (...extra: string[]): Promise<string> => {
  const { signature_id } = await json(["send", "loan.pdf", "--to", JANE, MAX, ...extra]);
  await until(
    () => json(["status", signature_id]),
    (signature) => signature.status !== "sending",
  );
  return signature_id;
};

test("from a PDF to the signed, verified PDF", async () => {
  const id = await sendLoan("--in-order", "--message", "Please sign");
  const watch = start(["status", id, "--watch"], { cwd, env });
  await watch.line((line) => line.includes('"type":"signature"'));
  expect(await json(["status", id])).toMatchObject({
    status: "pending",
    message: "Please sign",
    signers: [
      { email: "jane@lender.example", name: "Jane Roe", role: "Lender", order: 1, is_current: true },
      { email: "max@borrower.example", name: "Max Poe", role: "Borrower", order: 2, is_current: false },
    ],
  });
  const early = await cli(["download", id]);
  expect(early.code).toBe(6);
  expect(JSON.parse(early.stderr).error).toMatchObject({ code: "not_ready", exit_code: 6 });

  await json(["sandbox", "sign", id]);
  const watched = await watch.ended;
  expect({ code: watched.code, stderr: watched.stderr }).toEqual({ code: 0, stderr: "" });
  const lines = watched.stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines.filter((line) => line.type === "timeline").length).toBeGreaterThanOrEqual(4);
  expect(lines.findLast((line) => line.type === "signature").signature).toMatchObject({
    status: "completed",
    is_collected: true,
  });

  const saved = await json(["download", id, "-o", "signed.pdf"]);
  const bytes = await readFile(join(cwd, "signed.pdf"));
  expect(bytes.subarray(0, 5).toString()).toBe("%PDF-");
  expect(saved).toMatchObject({
    size: bytes.byteLength,
    sha256: createHash("sha256").update(bytes).digest("hex"),
  });
  expect((await json(["status", id])).documents[0].signed.sha256).toBe(saved.sha256);
  const again = await cli(["download", id, "-o", "signed.pdf"]);
  expect(again.code).toBe(6);
  expect((await cli(["download", id, "-o", "signed.pdf", "--force"])).code).toBe(0);
});

test("on a terminal, send shows what it made and how to follow it", async () => {
  const { code, text, raw } = await terminal(["send", "loan.pdf", "--to", JANE, MAX, "--title", "Terminal"]);
  expect(code).toBe(0);
  expect(text).toMatch(/Terminal {2}sending {2}0 of 2 signed/);
  expect(text).toMatch(/Follow it: creditnexus status sig_\w+ --watch/);
  // The cursor that a progress bar hides is shown again.
  expect(raw.lastIndexOf("\u001b[?25h")).toBeGreaterThan(raw.lastIndexOf("\u001b[?25l"));
});

test("on a terminal: the table, one request, its timeline, and the end of a watch", async () => {
  const id = await sendLoan("--title", "Escape \u001b[31mred\u001b[0m agreement");
  const list = await terminal(["status"]);
  expect(list.text).toMatch(/ID +TITLE +STATUS +SIGNED/);
  expect(list.text).toContain("Escape red agreement");
  const one = await terminal(["status", id]);
  expect(one.text).toContain("0 of 2 signed");
  expect(one.text).toContain("● Jane Roe <jane@lender.example>, Lender  to sign now");
  await json(["sandbox", "sign", id]);
  const watched = await terminal(["requests", "watch", id]);
  expect(watched.code).toBe(0);
  expect(watched.text).toContain("2 of 2 signed");
  expect(watched.text).toContain("signed file verified");
  const timeline = await terminal(["requests", "timeline", id]);
  expect(timeline.text.trim().split("\n").length).toBeGreaterThanOrEqual(4);
});

test("problems have their exit code, their sentence and their next step", async () => {
  const unknown = await cli(["status", "sig_00000000000000000000000000"]);
  expect(unknown.code).toBe(3);
  expect(JSON.parse(unknown.stderr).error).toMatchObject({ code: "not_found", status: 404 });
  const text = await terminal(["status", "sig_00000000000000000000000000"]);
  expect(text.text).toContain("→ List what there is with `creditnexus status`.");
  const wrongKey = await run(["status"], { cwd, env: { ...env, CREDITNEXUS_API_KEY: "canary-wrong-key" } });
  expect(wrongKey.code).toBe(4);
  expect(wrongKey.stderr).not.toContain("canary-wrong-key");
  const noPdf = await cli(["send", "not.pdf", "--to", JANE]);
  expect(noPdf.code).toBe(2);
  expect(JSON.parse(noPdf.stderr).error.code).toBe("not_a_pdf");
  const twice = await cli(["send", "loan.pdf", "--to", JANE, "JANE@lender.example"]);
  expect(twice.code).toBe(2);
  expect(JSON.parse(twice.stderr).error.code).toBe("duplicate_signer");
});

test("a cancelled request says why, and waiting for it ends with 1", async () => {
  const id = await sendLoan();
  const cancelled = await json(["requests", "cancel", id, "--reason", "wrong rate"]);
  expect(cancelled).toMatchObject({ status: "cancelled", closed_reason: "wrong rate" });
  expect((await cli(["requests", "watch", id])).code).toBe(1);
  const completed = await sendLoan();
  await json(["sandbox", "sign", completed]);
  expect((await cli(["requests", "watch", completed])).code).toBe(0);
  const late = await cli(["requests", "cancel", completed]);
  expect(late.code).toBe(6);
  expect(JSON.parse(late.stderr).error.code).toBe("conflict");
  const { signatures } = await json(["requests", "list", "--status", "cancelled"]);
  expect(signatures.map((one: { signature_id: string }) => one.signature_id)).toContain(id);
});

test("a table of signers makes a request for each file, and what is refused does not stop the rest", async () => {
  await writeFile(join(cwd, "second.pdf"), agreementPdf([["Second agreement"]]));
  await writeFile(
    join(cwd, "agreements.csv"),
    'email;name;role;order;file\r\njane@lender.example;"Roe; Jane";Lender;1;loan.pdf\r\nmax@borrower.example;;;2;loan.pdf\r\nann@lender.example;;;;not.pdf\r\nbob@lender.example;;;;second.pdf\r\n',
  );
  const { code, stdout } = await cli(["send", "--signers", "agreements.csv"]);
  expect(code).toBe(1);
  const { signatures, refused } = JSON.parse(stdout);
  expect(signatures).toHaveLength(2);
  expect(signatures[0].signers).toMatchObject([
    { name: "Roe; Jane", role: "Lender", order: 1 },
    { email: "max@borrower.example", order: 2 },
  ]);
  expect(refused).toMatchObject([{ code: "not_a_pdf" }]);
  await writeFile(join(cwd, "bad.csv"), "email,name\njane,Jane\nmax@borrower.example,Max\nann,Ann\n");
  const bad = await cli(["send", "loan.pdf", "--signers", "bad.csv"]);
  expect(bad.code).toBe(2);
  expect(bad.stderr).toContain("bad.csv line 2, email");
  expect(bad.stderr).toContain("bad.csv line 4, email");
});

test("after a refusal, the same command sends only what was refused, even from an edited table", async () => {
  for (const name of ["first", "last"]) {
    await writeFile(join(cwd, `refused-${name}.pdf`), agreementPdf([[name]]));
  }
  await writeFile(join(cwd, "refused-middle.pdf"), "hello");
  const table = (lines: readonly string[]) =>
    writeFile(join(cwd, "refused.csv"), ["email,file", ...lines, ""].join("\n"));
  const rows = ["first", "middle", "last"].map((name) => `${name}@lender.example,refused-${name}.pdf`);
  await table(rows);
  const words = ["send", "--signers", "refused.csv"];
  const titles = async (): Promise<string[]> => {
    const { signatures } = await json(["status", "--search", "refused-", "--limit", "200"]);
    return signatures.map((one: { title: string }) => one.title).toSorted();
  };

  const refused = await terminal(words);
  expect(refused.code).toBe(1);
  expect(refused.text).toContain("2 of 3 requests were sent.");
  expect(refused.text).toContain("run the same command again: only the refused ones are sent.");
  expect(refused.text).toMatch(/Sending \d of 3/);
  expect(await titles()).toEqual(["refused-first", "refused-last"]);

  await writeFile(join(cwd, "refused-middle.pdf"), agreementPdf([["mended"]]));
  await writeFile(join(cwd, "refused-added.pdf"), agreementPdf([["added"]]));
  await table(["ann@lender.example,refused-added.pdf", ...rows]);
  const mended = await terminal(words);
  expect(mended.code).toBe(0);
  expect(mended.text).toContain("Going on with an unfinished send: 2 of 4 were sent before.");
  const all = ["refused-added", "refused-first", "refused-last", "refused-middle"];
  expect(await titles()).toEqual(all);

  // That was the end of it: what is sent once more is meant.
  await json(words);
  expect(await titles()).toEqual([...all, ...all].toSorted());
});

test("one request of several files shows on a terminal how many are through", async () => {
  const files = Array.from({ length: 12 }, (_none, number) => `closing-${number}.pdf`);
  for (const file of files) await writeFile(join(cwd, file), agreementPdf([[file]]));
  const { code, text } = await terminal(["send", ...files, "--to", "jane@lender.example"]);
  expect(code).toBe(0);
  // It moves on with the files; which of them a frame of the terminal shows is up to their speed.
  expect(text).toMatch(/Sending ([2-9]|1[0-2]) of 12/);
});

test("documents go in and come out byte for byte", async () => {
  const { documents } = await json(["documents", "upload", "loan.pdf", "--title", "Facility"]);
  expect(documents).toMatchObject([{ title: "Facility", page_count: 3 }]);
  const saved = await json(["documents", "download", documents[0].document_id, "-o", "back.pdf"]);
  expect(saved.sha256).toBe(documents[0].sha256);
  expect((await readFile(join(cwd, "back.pdf"))).equals(await readFile(join(cwd, "loan.pdf")))).toBe(true);
  const { stdout } = await cli(["documents", "list", "--search", "Facility"]);
  expect(JSON.parse(stdout).documents[0].document_id).toBe(documents[0].document_id);
});

test("a key is made, used within its role, and revoked", async () => {
  const made = await json(["keys", "create", "reader", "--role", "viewer"]);
  const reader = { ...env, CREDITNEXUS_API_KEY: made.key };
  expect((await run(["status"], { cwd, env: reader })).code).toBe(0);
  const forbidden = await run(["send", "loan.pdf", "--to", JANE], { cwd, env: reader });
  expect(forbidden.code).toBe(4);
  expect(JSON.parse(forbidden.stderr).error.code).toBe("forbidden");
  const list = await cli(["keys", "list"]);
  expect(list.stdout).not.toContain(made.key);
  await json(["keys", "revoke", made.key_id]);
  expect((await run(["status"], { cwd, env: reader })).code).toBe(4);
});

test("callbacks are listed, shown without links or proofs, and replayed", async () => {
  const id = await sendLoan();
  await json(["sandbox", "sign", id]);
  const { callbacks } = await until(
    () => json(["callbacks", "list", "--event", "SIGNATURE_REQUEST_COMPLETED"]),
    (list) => list.callbacks.some((one: { signature_id: string }) => one.signature_id === id),
  );
  const [latest] = callbacks;
  const shown = await cli(["callbacks", "show", latest.callback_id]);
  expect(JSON.parse(shown.stdout).body_text).toContain("SIGNATURE_REQUEST_COMPLETED");
  expect((await json(["callbacks", "replay", latest.callback_id])).callback_id).toBe(latest.callback_id);
});

test("the doctor finds nothing wrong with the product as it starts", async () => {
  const { code, stdout } = await cli(["doctor"]);
  const { findings } = JSON.parse(stdout);
  const wrong = findings.filter((one: { outcome: string }) => one.outcome !== "pass");
  expect(wrong).toEqual([]);
  expect(code).toBe(0);
  const onTerminal = await terminal(["doctor"]);
  expect(onTerminal.text).toContain("Everything is in order.");
});

test("no command prints a key or a signing link that was not asked for", async () => {
  const id = await sendLoan();
  const links = await json(["requests", "links", id]);
  const { invitations } = await json(["sandbox", "invitations", "--request", id, "--links"]);
  const secrets = [
    product.apiKey,
    ...invitations.map(
      (one: { invitation_id: string; sign_document_url: string }) => new URL(one.sign_document_url).search,
    ),
    ...links.links.map((one: { sign_document_url: string }) => one.sign_document_url),
  ];
  expect(secrets.length).toBeGreaterThanOrEqual(5);
  expect(secrets.every((secret) => secret.length > 10)).toBe(true);
  const { callbacks } = await json(["callbacks", "list"]);
  const commands = [
    ["send", "loan.pdf", "--to", JANE, MAX],
    ["documents", "upload", "loan.pdf"],
    ["webhooks", "list"],
    ["webhooks", "deliveries"],
    ["status"],
    ["status", id],
    ["requests", "list"],
    ["requests", "show", id],
    ["requests", "timeline", id],
    ["requests", "sync", id],
    ["documents", "list"],
    ["callbacks", "list"],
    ["callbacks", "show", callbacks[0]?.callback_id ?? "cbk_1"],
    ["keys", "list"],
    ["doctor"],
    ["sandbox", "invitations"],
    ["sandbox", "mailbox"],
    ["sandbox", "callbacks"],
    ["sandbox", "clock"],
    ["sandbox", "faults"],
    ["sandbox", "sign", id],
    ["requests", "watch", id],
    ["requests", "cancel", id],
    ["callbacks", "replay", callbacks[0]?.callback_id ?? "cbk_1"],
    ["init", "--yes"],
    ["status", "sig_00000000000000000000000000"],
  ];
  for (const words of commands) {
    const outputs = await Promise.all(["--json", "--no-json"].map((format) => cli([...words, format])));
    for (const { stdout, stderr } of outputs) {
      for (const secret of secrets) expect(`${words.join(" ")}: ${stdout}${stderr}`).not.toContain(secret);
    }
  }
});

test("an interrupted send goes on with the same command and sends nothing twice", async () => {
  const files = ["one", "two", "three", "four"].map((name) => `${name}.pdf`);
  for (const file of files) await writeFile(join(cwd, file), agreementPdf([[file]]));
  const count = async (): Promise<number> => {
    const list = await call(product, "GET", "/api/signatures?limit=200");
    return list.body.signatures.filter((one: { title: string }) => /^(one|two|three|four)$/.test(one.title))
      .length;
  };
  await using line = await startLine(product.url);
  line.breakAfter((method, path) => method === "POST" && path === "/api/signatures", 2);
  const broken = { ...env, CREDITNEXUS_URL: line.url, CREDITNEXUS_API_KEY: product.apiKey };
  const words = ["send", ...files, "--separately", "--to", JANE];

  const interrupted = await run(words, { cwd, env: broken });
  expect(interrupted.code).toBe(5);
  expect(JSON.parse(interrupted.stderr).error.next_step).toContain("Run the same command again");
  expect(await count()).toBe(2);

  line.mend();
  const { signatures } = await runJson(words, { cwd, env: broken });
  expect(new Set(signatures.map((one: { signature_id: string }) => one.signature_id)).size).toBe(4);
  expect(await count()).toBe(4);

  await runJson(words, { cwd, env: broken });
  expect(await count()).toBe(8);
});

test("two equal requests of one command are two, and a desk that lost what was sent is said with the way on", async () => {
  await writeFile(join(cwd, "equal.pdf"), agreementPdf([["equal"]]));
  const { signatures } = await json(["send", "equal.pdf", "equal.pdf", "--separately", "--to", JANE]);
  expect(new Set(signatures.map((one: { signature_id: string }) => one.signature_id)).size).toBe(2);

  const state = join(cwd, "state", "creditnexus", "sends");
  const known = new Set(await readdir(state));
  await writeFile(join(cwd, "lost.pdf"), agreementPdf([["lost"]]));
  await writeFile(join(cwd, "lost-too.pdf"), "hello");
  const words = ["send", "lost.pdf", "lost-too.pdf", "--separately", "--to", JANE];
  expect((await cli(words)).code).toBe(1);
  const [journal = ""] = (await readdir(state)).filter((name) => !known.has(name));
  const kept = await readFile(join(state, journal), "utf8");
  await writeFile(join(state, journal), kept.replace(/sig_\w+/, "sig_00000000000000000000000000"));
  const lost = await cli(words);
  expect(lost.code).toBe(3);
  expect(JSON.parse(lost.stderr).error.next_step).toContain("--fresh");
  expect(JSON.parse((await cli([...words, "--fresh"])).stdout).signatures).toHaveLength(1);
});

test("a send that is killed again and again sends each request exactly once", async () => {
  const files = Array.from({ length: 6 }, (_one, index) => `killed-${index}.pdf`);
  for (const file of files) await writeFile(join(cwd, file), agreementPdf([[file]]));
  const words = ["send", ...files, "--separately", "--to", JANE];
  const delays: number[] = [];
  // A result that was shown is a send that is over, even if the kill comes right behind it.
  for (let shown = ""; shown === ""; ) {
    const sending = start(words, { cwd, env });
    // From before the first call to in the middle of the last.
    const delay = delays.length > 15 ? 60_000 : 100 + Math.random() * 500;
    delays.push(delay);
    const timer = setTimeout(() => sending.process.kill("SIGKILL"), delay);
    shown = (await sending.ended).stdout;
    clearTimeout(timer);
  }
  const { signatures } = await json(["status", "--search", "killed-", "--limit", "200"]);
  const titles = signatures.map((one: { title: string }) => one.title).toSorted();
  expect(titles, `killed after ${delays.join(", ")} ms`).toEqual(
    files.map((file) => file.replace(".pdf", "")),
  );
});
