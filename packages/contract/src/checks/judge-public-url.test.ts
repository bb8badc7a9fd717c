// Which addresses of a live desk are called out of DigiSigner's reach.
import { expect, test } from "vitest";
import { judgePublicUrl } from "./judge-public-url.ts";

test.each([
  [undefined, [], "not_public"],
  ["https://127.0.0.1", [], "not_public"],
  ["http://desk.example", [], "not_https"],
  ["https://10.0.0.5", [], "private_address"],
  ["https://172.20.1.1:8443", [], "private_address"],
  ["https://100.64.0.1", [], "private_address"],
  ["https://[fd00::1]", [], "private_address"],
  ["https://desk.example", ["192.168.1.5", "fe80::1"], "private_address"],
  ["https://desk.example", ["10.0.0.5", "93.184.216.34"], null],
  ["https://desk.example", ["127.0.0.1"], null],
  ["https://10.desk.example", [], null],
  ["https://172.32.0.1", [], null],
])("%s with the addresses %j: %s", (url, addresses, cause) => {
  expect(judgePublicUrl(url, addresses).cause).toBe(cause);
});
