// Starts the signing page: loads the invitation named in the address and shows the screen it calls for.
import type { SigningSession } from "../../../signing/session.ts";
import { h } from "../dom.ts";
import { loadMessages } from "../messages/index.ts";
import { Refused, signingApi } from "./api.ts";
import { keepDraft, readDraft } from "./draft.ts";
import { createEntries, type Entered } from "./entries.ts";
import { accessCodeScreen } from "./screens/access-code.ts";
import { signingScreen } from "./screens/signing.ts";
import { cancelledScreen, doneScreen, failureScreen, signedScreen, waitingScreen } from "./screens/status.ts";

const EVERY_MS = 5000;
const invitationId = new URLSearchParams(location.search).get("invitationId") ?? "";
const api = signingApi(invitationId);
let entered: Entered | undefined;
// The first screen leaves the focus alone: in a frame it belongs to the page around it.
let first = true;
const t = await loadMessages(document.documentElement.lang);
const stage = document.getElementById("stage") ?? document.body.appendChild(h("div", { id: "stage" }));

await open();

async function open(): Promise<void> {
  try {
    if (invitationId === "") throw new Refused(404, { message: t.unknownTitle });
    show(screenFor(await api.session()));
  } catch (error) {
    show(failureScreen(t, error, () => void open()));
  }
}

function screenFor(session: SigningSession): HTMLElement {
  if (session.status === "cancelled") return cancelledScreen(t);
  if (session.access_code_required) return accessCodeScreen(t, session, api, () => void open());
  if (session.status === "waiting") {
    const screen = waitingScreen(t, session, () => void open());
    watch(screen);
    return screen;
  }
  if (session.status === "signed") return signedScreen(t, api, session);
  // The same page may show this screen twice, when an access code is asked for again in between.
  const entries = createEntries(entered ?? readDraft(invitationId));
  entered = entries.current();
  const draft = keepDraft(invitationId, entries);
  document.title = session.title;
  return signingScreen({
    t,
    api,
    session,
    entries,
    signed(redirect) {
      draft.drop();
      show(doneScreen(t, api, session, redirect));
      if (redirect !== undefined) location.assign(redirect);
    },
    outdated: () => void open(),
  });
}

/** Looks now and then whether it is the signer's turn, without touching the page before. */
function watch(screen: HTMLElement): void {
  const timer = setInterval(async () => {
    if (!screen.isConnected) return clearInterval(timer);
    if (document.visibilityState !== "visible") return;
    const session = await api.session().catch(() => undefined);
    if (session && session.status !== "waiting" && screen.isConnected) await open();
  }, EVERY_MS);
}

function show(screen: HTMLElement): void {
  stage.replaceChildren(screen);
  if (!first) screen.querySelector<HTMLElement>("h1[tabindex]")?.focus();
  first = false;
}
