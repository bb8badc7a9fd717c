// Proves which hashes of a sign-in link carry a key.
import { expect, test } from "vitest";
import { keyOfHash } from "./link-key.ts";

test.each([
  ["#key=cn_admin_1", "cn_admin_1"],
  ["#other=1&key=cn_2", "cn_2"],
  ["#key=a%2Bb", "a+b"],
  ["#key=", undefined],
  ["", undefined],
  ["#section", undefined],
])("the hash %j holds the key %j", (hash, key) => {
  expect(keyOfHash(hash)).toBe(key);
});
