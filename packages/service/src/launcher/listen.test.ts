import { expect, test } from "vitest";
import { localUrl } from "./addresses.ts";
import { listenFailure, settlePort } from "./listen.ts";

test("takes a free port for 0 and keeps a given one", async () => {
  const port = await settlePort("PORT", "127.0.0.1", 0);
  expect(port).toBeGreaterThan(1023);
  expect(await settlePort("PORT", "127.0.0.1", port)).toBe(port);
});

test("says what is wrong with an address that is not this machine's", async () => {
  await expect(settlePort("PORT", "192.0.2.1", 8000)).rejects.toThrow(
    "HOST 192.0.2.1 is no address of this machine",
  );
});

test("names the setting for every other cause too", () => {
  const cause = Object.assign(new Error("x"), { code: "EWEIRD" });
  expect(listenFailure("SANDBOX_PORT", "::1", 80, cause).message).toContain(
    "SANDBOX_PORT 80 on ::1 cannot be listened on",
  );
});

test.each([
  ["127.0.0.1", "http://127.0.0.1:8000"],
  ["0.0.0.0", "http://127.0.0.1:8000"],
  ["::", "http://[::1]:8000"],
  ["::1", "http://[::1]:8000"],
  ["desk.internal", "http://desk.internal:8000"],
])("reaches a service that listens on %s at %s", (host, url) => {
  expect(localUrl(host, 8000)).toBe(url);
});
