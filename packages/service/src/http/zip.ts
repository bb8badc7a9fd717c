// Streams several files as one zip, without compressing them: a PDF is compressed already.
import { PassThrough, type Readable } from "node:stream";
import { Zip, ZipPassThrough } from "fflate";

export type ZipEntry = { name: string; open: () => Promise<Readable> };

const uniqueNames = (entries: readonly ZipEntry[]): string[] => {
  const used = new Set<string>();
  return entries.map(({ name }) => {
    const [, stem = name, ending = ""] = /^(.*?)(\.[^.]*)?$/.exec(name) ?? [];
    let unique = name;
    for (let count = 2; used.has(unique); count++) unique = `${stem} (${count})${ending}`;
    used.add(unique);
    return unique;
  });
};

/** One file after the other is opened and read, as fast as the receiver takes it. */
export const zipStream = (entries: readonly ZipEntry[]): Readable => {
  const output = new PassThrough();
  const names = uniqueNames(entries);
  const zip = new Zip((error, chunk, isLast) => {
    if (error) return void output.destroy(error);
    output.write(chunk);
    if (isLast) output.end();
  });
  const drained = async (): Promise<void> => {
    if (output.destroyed) throw new Error("the receiver of the zip has gone");
    if (!output.writableNeedDrain) return;
    await new Promise<void>((resolve) => {
      output.once("drain", resolve).once("close", resolve);
    });
  };
  const write = async (): Promise<void> => {
    for (const [index, entry] of entries.entries()) {
      const file = new ZipPassThrough(names[index] ?? entry.name);
      zip.add(file);
      for await (const chunk of await entry.open()) {
        file.push(chunk as Uint8Array);
        await drained();
      }
      file.push(new Uint8Array(0), true);
    }
    zip.end();
  };
  write().catch((error: Error) => void output.destroy(error));
  return output;
};
