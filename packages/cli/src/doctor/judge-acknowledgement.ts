// Says whether an answer to a callback is one that DigiSigner accepts, and if not, who spoilt it and how to mend it.

import { type Finding, fail, pass, warn } from "@creditnexus/contract";
import { DIGISIGNER_EVENT_ACCEPTED } from "@creditnexus/digisigner";
import { safeText } from "../terminal/safe-text.ts";
import { cut } from "../terminal/table.ts";
import { judgeUnreachable } from "./judge-unreachable.ts";
import type { ProbeAnswer, ProbeResult } from "./probe.ts";

type Where = Pick<Finding, "group" | "check">;

const CERTIFICATE_WARNING_DAYS = 14;
const EXPECTED = Buffer.from(DIGISIGNER_EVENT_ACCEPTED);

const shown = (body: Buffer): string => JSON.stringify(cut(safeText(body.toString("utf8")), 60));

const judgeRefusal = (where: Where, url: string, answer: ProbeAnswer, secretKnown: boolean): Finding => {
  const { status } = answer;
  if (status === 401 && !secretKnown) {
    return warn(
      where,
      "secret_unknown",
      `${url} asks for a proof, and DIGISIGNER_WEBHOOK_SECRET is not known here`,
      "Run the doctor where the service's .env is, or set DIGISIGNER_WEBHOOK_SECRET.",
    );
  }
  if (status === 401) {
    return fail(
      where,
      "secret_differs",
      `${url} refuses the proof made with DIGISIGNER_WEBHOOK_SECRET`,
      "Restart the service so that it reads the same secret, and set the callback URLs at DigiSigner anew.",
    );
  }
  if (status === 404 || status === 405) {
    return fail(
      where,
      "wrong_path",
      `${url} answers ${status}: another server, or another path`,
      "Check PUBLIC_URL, and that the proxy hands /api/signatures/webhook on unchanged.",
    );
  }
  if (status === 503 && /^application\/problem\+json\b/.test(answer.headers["content-type"] ?? "")) {
    return fail(
      where,
      "cannot_store",
      `${url}: the service cannot store callbacks now, and takes none that it cannot keep`,
      "Mend what is wrong with the database; DigiSigner sends again what was not taken.",
    );
  }
  if (status >= 502 && status <= 504) {
    return fail(
      where,
      "nothing_behind",
      `${url} answers ${status}: something stands there, but the service behind it does not answer`,
      "Start the service, and check the address that the proxy or tunnel forwards to.",
    );
  }
  return fail(
    where,
    "wrong_status",
    `${url} answers ${status} ${shown(answer.body)}`,
    "Look at the service's log; DigiSigner retries until it gets 200.",
  );
};

const judgeBody = (where: Where, url: string, answer: ProbeAnswer): Finding | undefined => {
  const encoding = answer.headers["content-encoding"];
  const type = answer.headers["content-type"] ?? "";
  if (encoding !== undefined && encoding !== "identity") {
    return fail(
      where,
      "compressed",
      `${url}: something compresses the answer (${encoding})`,
      "Switch compression off for /api/signatures/webhook in the proxy.",
    );
  }
  if (answer.body.equals(EXPECTED)) {
    if (/^text\/plain\b/i.test(type)) return undefined;
    return fail(
      where,
      "wrong_type",
      `${url}: the content type is ${JSON.stringify(type)}, not text/plain`,
      "Let the proxy leave the Content-Type header alone.",
    );
  }
  if (/html/i.test(type) || /^\s*<(!doctype|html)/i.test(answer.body.toString("utf8"))) {
    return fail(
      where,
      "interstitial",
      `${url}: a page of HTML comes instead of the acknowledgement, such as a tunnel's warning page`,
      "Use a tunnel without an interstitial page, or take away the log-in in front of /api/signatures/webhook.",
    );
  }
  if (answer.body.toString("utf8").trim() === DIGISIGNER_EVENT_ACCEPTED) {
    return fail(
      where,
      "white_space_added",
      `${url}: something adds white space: ${answer.body.byteLength} bytes instead of ${EXPECTED.byteLength}`,
      "Stop the proxy from rewriting bodies: DigiSigner compares the text exactly.",
    );
  }
  return fail(
    where,
    "wrong_body",
    `${url}: the body is ${shown(answer.body)}, not ${DIGISIGNER_EVENT_ACCEPTED}`,
    "Check that the URL leads to this service.",
  );
};

const judgeCertificate = (where: Where, url: string, answer: ProbeAnswer, now: Date): Finding | undefined => {
  const { certificateExpires } = answer;
  if (certificateExpires === undefined) return undefined;
  const days = Math.floor((certificateExpires.getTime() - now.getTime()) / 86_400_000);
  if (days >= CERTIFICATE_WARNING_DAYS) return undefined;
  return warn(
    where,
    "certificate_expires_soon",
    `${url}: its certificate expires in ${days} days`,
    "Renew it, and see to it that it renews itself.",
  );
};

/** `url` is shown, so it must carry no token. */
export const judgeAcknowledgement = (
  where: Where,
  url: string,
  result: ProbeResult,
  options: { secretKnown: boolean; now: Date },
): Finding => {
  if (result.kind === "failure") return judgeUnreachable(where, url, result);
  if (result.status >= 300 && result.status < 400) {
    const target = safeText(result.headers.location ?? "nowhere").replace(/\?.*$/, "");
    return fail(
      where,
      "redirected",
      `${url} redirects to ${target}; DigiSigner follows no redirects`,
      "Set PUBLIC_URL and DigiSigner's callback URLs to the final address.",
    );
  }
  if (result.status !== 200) return judgeRefusal(where, url, result, options.secretKnown);
  return (
    judgeBody(where, url, result) ??
    judgeCertificate(where, url, result, options.now) ??
    pass(where, `${url} answers exactly ${DIGISIGNER_EVENT_ACCEPTED} in ${Math.round(result.took)} ms`)
  );
};
