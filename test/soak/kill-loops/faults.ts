// What the sandbox does to single calls while workers are killed: faults of the network, of DigiSigner and of the account.
import type { Desk } from "../desk.ts";
import type { Random } from "../random.ts";

interface Fault {
  name: string;
  parameters: object;
}

const error = (endpoint: string, status: number): Fault => ({
  name: "api_error",
  parameters: { endpoint, status },
});
const cutAfter = (endpoint: string): Fault => ({ name: "api_commit_then_cut", parameters: { endpoint } });

/** Each line is armed together; each fault meets one call. */
const FAULTS: readonly (readonly Fault[])[] = [
  [error("upload_document", 503)],
  [error("send_request", 500)],
  [error("any", 502)],
  [{ name: "api_hang", parameters: { endpoint: "send_request", milliseconds: 1_500 } }],
  [{ name: "api_hang", parameters: { endpoint: "any", milliseconds: 1_000 } }],
  [{ name: "api_cut", parameters: { endpoint: "any" } }],
  [cutAfter("send_request")],
  [cutAfter("upload_document")],
  [cutAfter("delete_document")],
  [{ name: "api_garbage", parameters: { endpoint: "send_request" } }],
  [error("download_document", 500)],
  [{ name: "api_cut", parameters: { endpoint: "download_document" } }],
  [{ name: "download_truncated", parameters: {} }],
  // The account has to be put right by a person, who then retries.
  [{ name: "expired_key", parameters: {} }],
  [{ name: "credits_exhausted", parameters: {} }],
  [error("send_request", 403)],
  // In the middle of a create whose outcome is unknown.
  [cutAfter("send_request"), error("delete_document", 401)],
  [cutAfter("send_request"), error("delete_document", 403)],
  [cutAfter("send_request"), error("upload_document", 402)],
];

/** Every line in turn, in an order of the run's own, so that none is left out by chance. */
export const createFaults = (desk: Desk, random: Random) => {
  let order: (readonly Fault[])[] = [];
  const armNext = async (): Promise<void> => {
    if (order.length === 0) order = FAULTS.toSorted(() => random.next() - 0.5);
    for (const fault of order.pop() ?? [])
      await desk.sandbox.control("POST", "faults", { ...fault, times: 1 });
  };
  return {
    /** As many as are due when all lines are to come up in so many parts. */
    arm: async (parts: number): Promise<void> => {
      const count = Math.max(1, Math.ceil(FAULTS.length / parts));
      for (let armed = 0; armed < count; armed += 1) await armNext();
    },
    disarm: (): Promise<unknown> => desk.sandbox.control("DELETE", "faults"),
  };
};
