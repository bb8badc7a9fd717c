// The mode is told by what is written on the page, never by its bytes.
import { expect, test } from "vitest";
import { DigiSigner } from "../digisigner.ts";
import { detectMode } from "./detect-mode.ts";

const page = new TextEncoder().encode("the page as it was sent");

/** DigiSigner as it answers when `returned` is what became of the uploaded page. */
const account = (returned: string) => {
  const calls: string[] = [];
  const digisigner = new DigiSigner({
    apiKey: "a-key",
    fetch: async (_url, init) => {
      const method = init?.method ?? "GET";
      calls.push(method);
      if (method === "POST") return Response.json({ document_id: "d-1" });
      if (method === "DELETE") return Response.json({});
      return new Response(returned, { headers: { "content-type": "application/pdf" } });
    },
  });
  return { digisigner, calls };
};

const textOf = async (pdf: Uint8Array) => new TextDecoder().decode(pdf);

test.each([
  ["the page as it was sent", "PROD"],
  ["the page, written anew by a PROD account", "PROD"],
  ["the page as it was sent\nTEST DOCUMENT", "TEST"],
  ["T E S T\nthe page as it was sent", "TEST"],
  ["the page as it was sent. Not legally binding.", "TEST"],
  ["the latest page, protested and attested", "PROD"],
])("%j comes from an account in %s mode, and nothing is left behind", async (returned, mode) => {
  const { digisigner, calls } = account(returned);
  expect(await detectMode(digisigner, { page, textOf })).toEqual({ mode });
  expect(calls).toEqual(["POST", "GET", "DELETE"]);
});

test("a page that cannot be read leaves the mode unknown, and is deleted all the same", async () => {
  const { digisigner, calls } = account("");
  const found = await detectMode(digisigner, { page, textOf: async () => undefined });
  expect(found.mode).toBe("unknown");
  expect(calls.at(-1)).toBe("DELETE");
});
