// Which callbacks prove that a callback URL was entered at the provider in use.
import { afterEach, expect, test } from "vitest";
import { createTestDesk, type TestDesk, until } from "../../testing/test-desk.ts";

let desk: TestDesk | undefined;
afterEach(() => desk?.close());

const arrivedAt = async (of: TestDesk): Promise<string[]> => {
  const { arrived } = await of.client.setup.get();
  return Object.values(arrived).flatMap((one) => (one === null ? [] : [one.event_type]));
};

test("each URL is proved by a callback of its own, about an agreement of this provider", async () => {
  desk = await createTestDesk({ callbacks: false });
  const { client, control, url } = desk;
  const target = `${url}/api/signatures/webhook`;
  const stranger = {
    event_type: "DOCUMENT_SIGNED",
    event_time: Date.now(),
    document_id: "unknown",
    signer_email: "a@b.example",
  };
  await fetch(target, { method: "POST", body: JSON.stringify(stranger) });
  await until(
    async () => (await client.callbacks.list({})).callbacks,
    ([only]) => only?.outcome === "unmatched",
  );
  expect(await arrivedAt(desk)).toEqual([]);

  await control("PUT", "settings", { callback_urls: { document_signed: target } });
  await desk.signAll(await desk.send(["jane@lender.example"]));
  await until(
    () => arrivedAt(desk as TestDesk),
    ({ length }) => length === 1,
  );
  expect(await arrivedAt(desk)).toEqual(["DOCUMENT_SIGNED"]);

  await control("PUT", "settings", {
    callback_urls: { document_signed: target, signature_request_completed: target },
  });
  await desk.signAll(await desk.send(["jane@lender.example"]));
  await until(
    () => arrivedAt(desk as TestDesk),
    ({ length }) => length === 2,
  );
  const { arrived, last_callback } = await client.setup.get();
  expect(Object.values(arrived)).toContainEqual(last_callback);

  // The same database behind the other provider.
  await desk.database.kysely.updateTable("signatures").set({ provider: "digisigner" }).execute();
  expect(await client.setup.get()).toMatchObject({
    arrived: { document_signed: null, signature_request_completed: null },
    last_callback: null,
  });
});
