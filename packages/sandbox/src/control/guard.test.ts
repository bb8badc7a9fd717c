// Who may use the control API.
import { expect, test } from "vitest";
import { guardControl } from "./guard.ts";

interface Case {
  url?: string;
  headers?: Record<string, string>;
  remote?: string;
  publicUrl?: string;
  open?: boolean;
}

function allowed({
  url = "http://localhost:8001/_sandbox/clock",
  headers = {},
  remote,
  publicUrl,
  open = false,
}: Case): boolean {
  const guard = { publicUrl: () => publicUrl ?? "http://127.0.0.1:8001", openControl: open };
  try {
    guardControl(guard, new Request(url, { headers }), remote);
    return true;
  } catch (error) {
    expect(error).toMatchObject({ status: 403 });
    return false;
  }
}

test.each<[string, Case]>([
  ["a program on this machine", { remote: "127.0.0.1" }],
  ["over IPv6", { url: "http://[::1]:8001/_sandbox/clock", remote: "::1" }],
  ["a mapped address", { remote: "::ffff:127.0.0.1" }],
  ["a fetch without a socket", { url: "http://sandbox.localhost/_sandbox/clock" }],
  [
    "the sandbox's own page",
    { headers: { origin: "http://localhost:8001", "sec-fetch-site": "same-origin" } },
  ],
  ["a person typing the address", { headers: { "sec-fetch-site": "none" } }],
  [
    "another machine when it was opened",
    { url: "http://sandbox:8001/_sandbox", publicUrl: "http://sandbox:8001", open: true, remote: "10.0.0.7" },
  ],
])("%s is let in", (_name, call) => {
  expect(allowed(call)).toBe(true);
});

test.each<[string, Case]>([
  ["a page of another origin", { headers: { origin: "https://evil.example" } }],
  ["a page of another port", { headers: { origin: "http://localhost:8000", "sec-fetch-site": "same-site" } }],
  ["a page without an origin", { headers: { origin: "null" } }],
  ["an image or link of another site", { headers: { "sec-fetch-site": "cross-site" } }],
  ["a name rebound to this machine", { url: "http://evil.example:8001/_sandbox/clock", remote: "127.0.0.1" }],
  ["a name that only starts like localhost", { url: "http://localhost.evil.example/_sandbox/clock" }],
  ["another machine", { remote: "10.0.0.7" }],
  [
    "a public host that was not opened",
    { url: "http://sandbox:8001/_sandbox", publicUrl: "http://sandbox:8001" },
  ],
  [
    "another host when one was opened",
    { url: "http://evil.example/_sandbox", publicUrl: "http://sandbox:8001", open: true },
  ],
])("%s is kept out", (_name, call) => {
  expect(allowed(call)).toBe(false);
});
