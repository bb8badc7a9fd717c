import { PNG } from "pngjs";
import { describe, expect, it } from "vitest";
import { apply } from "../matrix.ts";
import { orientedJpeg, plainPng } from "../testing/images.ts";
import { normaliseImage } from "./normalise-image.ts";

describe("photographs", () => {
  // Where the stored picture's top-left corner is seen, by EXIF orientation 1 to 8; y upwards.
  const topLeft = [
    [0, 1],
    [1, 1],
    [1, 0],
    [0, 0],
    [0, 1],
    [1, 1],
    [1, 0],
    [0, 0],
  ];
  // And its top-right corner, which tells turned from mirrored.
  const topRight = [
    [1, 1],
    [0, 1],
    [0, 0],
    [1, 0],
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ];

  it.each([1, 2, 3, 4, 5, 6, 7, 8])("of orientation %d are turned upright", (orientation) => {
    const { upright, turned } = normaliseImage(orientedJpeg(orientation));
    expect(apply(upright, 0, 1)).toEqual(topLeft[orientation - 1]);
    expect(apply(upright, 1, 1)).toEqual(topRight[orientation - 1]);
    expect(turned).toBe(orientation >= 5);
  });

  it("with an orientation outside of the standard stay as they are", () => {
    expect(normaliseImage(orientedJpeg(9)).upright).toEqual([1, 0, 0, 1, 0, 0]);
  });
});

describe("PNGs", () => {
  it("of eight bits are taken as they are", () => {
    const image = plainPng(3, 2, [1, 2, 3, 4]);
    expect(normaliseImage(image).bytes).toBe(image);
  });

  it("of sixteen bits are rewritten with the same size and colours", () => {
    const data = Buffer.alloc(2 * 2 * 4 * 2, 0xff);
    const deep = PNG.sync.write({ width: 2, height: 2, data } as PNG, {
      bitDepth: 16,
      colorType: 6,
      inputHasAlpha: true,
    });
    const read = PNG.sync.read(Buffer.from(normaliseImage(deep).bytes));
    expect([read.width, read.height, read.data[0], read.data[3]]).toEqual([2, 2, 255, 255]);
  });

  it("that claim a size beyond reason are refused", () => {
    const huge = Buffer.from(plainPng(1, 1, [0, 0, 0, 0]));
    huge.writeUInt32BE(100_000, 16);
    huge[24] = 16;
    expect(() => normaliseImage(huge)).toThrow(/100000 by 1 points, at most 16384/);
  });
});

it("other formats are refused by name", () => {
  expect(() => normaliseImage(Buffer.from("GIF89a"))).toThrow(/6 bytes\) is neither a PNG nor a JPEG/);
});
