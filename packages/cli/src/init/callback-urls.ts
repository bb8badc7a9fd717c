// The two addresses to enter in DigiSigner's settings, with the token that proves a callback.
import { callbackUrl } from "@creditnexus/digisigner";
import { CALLBACK_PATH } from "../doctor/self-test.ts";

/** DigiSigner has one setting for each event; the desk takes both at one address. */
export interface CallbackUrls {
  document_signed: string;
  signature_request_completed: string;
}

export const callbackUrls = async (input: {
  publicUrl: string;
  webhookSecret: string;
}): Promise<CallbackUrls> => {
  const url = await callbackUrl(input.publicUrl + CALLBACK_PATH, input.webhookSecret);
  return { document_signed: url, signature_request_completed: url };
};
