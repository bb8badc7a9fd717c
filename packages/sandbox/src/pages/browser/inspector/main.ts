// Starts the inspector: requests, callbacks, clock, settings and faults of the sandbox, always current.
import type {
  CallbackItem,
  ClockItem,
  DocumentItem,
  FaultDescription,
  FaultItem,
  InvitationItem,
  RequestItem,
  SettingsItem,
} from "../../../pages-deps.ts";
import { announce } from "../announce.ts";
import { control } from "../control.ts";
import { h } from "../dom.ts";
import { keepLive, part } from "../live.ts";
import { toolHeader } from "../tool-header.ts";
import { type About, addressLines } from "./addresses.ts";
import { callbackCards } from "./callbacks.ts";
import { clockPanel } from "./clock.ts";
import { faultPanel } from "./faults.ts";
import { requestCards } from "./requests.ts";
import { resetButton } from "./reset.ts";
import { settingsPanel } from "./settings.ts";
import { templatePanel } from "./templates.ts";

const stage = document.getElementById("stage") ?? document.body;

/** Runs a change, says what it did, and shows the new state at once. */
async function act(done: string, change: () => Promise<unknown>): Promise<void> {
  try {
    await change();
    announce(done);
    problem.hidden = true;
  } catch (error) {
    problem.textContent = error instanceof Error ? error.message : String(error);
    problem.hidden = false;
  }
  await live.refresh();
}

const problem = h("p", { class: "trouble", role: "alert", hidden: true });
const requests = h("div", { class: "cards" });
const callbacks = h("div", { class: "cards" });
const addresses = h("p", { class: "addresses" });
const showAddresses = part(addresses, addressLines);
const clock = clockPanel(act);
const settings = settingsPanel(act);
const faults = faultPanel(act);
const templates = templatePanel(act);
const showRequests = part(requests, requestCards);
const showCallbacks = part(callbacks, (items: CallbackItem[]) => callbackCards(items, act));

const section = (title: string, ...content: Node[]) =>
  h("section", { class: "panel" }, h("h2", {}, title), ...content);
stage.replaceChildren(
  toolHeader("inspector", resetButton(act)),
  problem,
  h(
    "main",
    { class: "inspector" },
    h("h1", { class: "visually-hidden" }, "Sandbox inspector"),
    h("div", { class: "column" }, section("Signature requests", requests), section("Callbacks", callbacks)),
    h(
      "div",
      { class: "column" },
      section("Clock", clock.element),
      section("Settings", addresses, settings.element),
      section("Faults", faults.element),
      section("Templates", templates.element),
    ),
  ),
);

const live = keepLive(async () => {
  const request = control<{ requests: RequestItem[] }>("GET", "requests");
  const invitation = control<{ invitations: InvitationItem[] }>("GET", "invitations");
  await Promise.all([
    Promise.all([request, invitation]).then(([one, other]) => showRequests({ ...one, ...other })),
    control<{ callbacks: CallbackItem[] }>("GET", "callbacks").then((answer) =>
      showCallbacks(answer.callbacks),
    ),
    control<About>("GET", "").then(showAddresses),
    control<SettingsItem>("GET", "settings").then(settings.show),
    control<ClockItem>("GET", "clock").then(clock.show),
    control<{ faults: FaultItem[]; catalogue: FaultDescription[] }>("GET", "faults").then(faults.show),
    control<{ templates: DocumentItem[] }>("GET", "templates").then((answer) =>
      templates.show(answer.templates),
    ),
  ]);
});
