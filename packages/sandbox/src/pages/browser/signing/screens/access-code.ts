// The screen that asks for the access code; the code goes to the sandbox and is kept nowhere.
import type { SigningSession } from "../../../../signing/session.ts";
import { h, icon } from "../../dom.ts";
import type { Messages } from "../../messages/en.ts";
import { Refused, type SigningApi } from "../api.ts";

/** Asks until the code is right, then calls `opened`. */
export function accessCodeScreen(
  t: Messages,
  session: SigningSession,
  api: SigningApi,
  opened: () => void,
): HTMLElement {
  const problem = h("p", { class: "field-error", id: "code-problem", role: "alert" });
  const input = h("input", {
    class: "input",
    id: "access-code",
    type: "password",
    autocomplete: "off",
    "aria-describedby": "code-problem",
    spellcheck: "false",
  });
  const open = h("button", { class: "button primary wide", type: "submit" }, t.codeOpen);
  const form = h(
    "form",
    { class: "stack", novalidate: true },
    h("label", { for: "access-code" }, t.codeLabel),
    input,
    problem,
    open,
  );
  if (session.access_code_locked) lock();

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (input.value === "") return refuse(t.codeEmpty);
    open.disabled = true;
    try {
      await api.giveAccessCode(input.value);
      return opened();
    } catch (error) {
      if (error instanceof Refused && error.status === 429) return lock();
      refuse(error instanceof Refused ? t.codeWrong : t.offline);
    } finally {
      input.value = "";
    }
    open.disabled = false;
  });

  function refuse(text: string): void {
    problem.textContent = text;
    input.setAttribute("aria-invalid", "true");
    input.focus();
  }
  function lock(): void {
    problem.textContent = t.codeLocked;
    input.disabled = open.disabled = true;
  }

  return h(
    "main",
    { class: "notice" },
    h(
      "div",
      { class: "card" },
      h("span", { class: "notice-symbol calm" }, icon("lock")),
      h("h1", { tabindex: -1 }, t.codeTitle),
      h("p", {}, t.codeText),
      form,
    ),
  );
}
