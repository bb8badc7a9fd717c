// A client of the sandbox that a test can hold up in the middle of one call, as a slow network does.
import { DigiSigner } from "@creditnexus/digisigner";
import type { SteppedDesk } from "./stepped-desk.ts";

type Held = {
  client: DigiSigner;
  /** Resolves when the call has been made; with `after`, when DigiSigner has carried it out. */
  held: Promise<void>;
  /** Lets it go on. */
  release(): void;
};

/** Holds up the first call of this method whose path starts so, before or after DigiSigner carries it out. */
export const holdUp = (
  desk: SteppedDesk,
  call: { method: string; path: string; when: "before" | "after" },
): Held => {
  const held = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  let isMet = false;
  const fetchHeld: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const isIt = request.method === call.method && new URL(request.url).pathname.startsWith(call.path);
    if (!isIt || isMet) return desk.sandbox.fetch(request);
    isMet = true;
    const answer = call.when === "after" ? await desk.sandbox.fetch(request) : undefined;
    held.resolve();
    await gate.promise;
    return answer ?? desk.sandbox.fetch(request);
  };
  const { apiKey, apiUrl: baseUrl } = desk.sandbox;
  return {
    client: new DigiSigner({ apiKey, baseUrl, fetch: fetchHeld, retry: { attempts: 1 } }),
    held: held.promise,
    release: () => gate.resolve(),
  };
};
