// Measures each operation of the PDF engine, first call and median of the following: `node packages/pdf/bench/latency.ts`.
import { createCertificateAuthority, createPdfEngine, issueSealCredential } from "../src/index.ts";
import { buildPdf, line } from "../src/testing/build-pdf.ts";

const ROUNDS = 25;
const LINES = 45;
const PAGES = Number(process.argv[2] ?? 10);

/** An agreement of full pages of text. */
function agreement(): Uint8Array {
  const words = "The Borrower shall repay each Loan made to it on the last day of its Interest Period.";
  const content = Array.from({ length: LINES }, (_, row) =>
    line(`${row + 1}. ${words}`, 60, 780 - row * 16, 10),
  ).join("\n");
  return buildPdf({ pages: Array.from({ length: PAGES }, () => ({ content })) });
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const original = agreement();
const authority = await createCertificateAuthority({ commonName: "Bench authority" });
const credential = await issueSealCredential(authority, { commonName: "Bench seal" });
const mark = {
  kind: "text",
  page: PAGES - 1,
  rectangle: [60, 20, 260, 50],
  text: "Jane Doe",
  font: "script",
} as const;

await using setup = createPdfEngine();
const stamped = await setup.stamp(original, [mark]);
const sealed = await setup.seal(stamped, { credential });
const trustedCertificates = [authority.certificatePem];

console.log(`${PAGES} pages, ${original.length} bytes`);
for (const [name, run] of Object.entries({
  open: (engine: typeof setup) => engine.open(original),
  text: (engine: typeof setup) => engine.text(original),
  stamp: (engine: typeof setup) => engine.stamp(original, [mark]),
  formFields: (engine: typeof setup) => engine.formFields(original),
  fillForm: (engine: typeof setup) => engine.fillForm(original, []),
  seal: (engine: typeof setup) => engine.seal(stamped, { credential }),
  checkSeals: (engine: typeof setup) => engine.checkSeals(sealed, { trustedCertificates }),
  compare: (engine: typeof setup) => engine.compare(original, sealed),
})) {
  await using engine = createPdfEngine({ workers: 1 });
  const cold = await timed(() => run(engine));
  const warm: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) warm.push(await timed(() => run(engine)));
  console.log(
    `${name.padEnd(12)} first ${cold.toFixed(0).padStart(5)} ms   then ${median(warm).toFixed(1).padStart(6)} ms`,
  );
}
