// The account's settings: API key, mode, where callbacks go, their secret, credits.
import type { SettingsItem } from "../../../pages-deps.ts";
import { control } from "../control.ts";
import { h } from "../dom.ts";
import type { Act } from "./act.ts";

/** The panel; `show` fills it unless somebody is changing it. */
export function settingsPanel(act: Act): { element: HTMLElement; show(settings: SettingsItem): void } {
  let changed = false;
  const input = (id: string, attributes: Record<string, string> = {}) =>
    h("input", { class: "input", id, spellcheck: "false", autocomplete: "off", ...attributes });
  const key = input("api-key");
  const mode = h("select", { class: "input", id: "mode" }, h("option", {}, "TEST"), h("option", {}, "PROD"));
  const signed = input("url-signed", { type: "url", placeholder: "not sent" });
  const completed = input("url-completed", { type: "url", placeholder: "not sent" });
  const secret = input("secret", { type: "password", placeholder: "callbacks are not signed" });
  const credits = input("credits", { type: "number", min: "0", placeholder: "without limit" });
  const row = (label: string, control: HTMLElement) => [h("label", { for: control.id }, label), control];
  const form = h(
    "form",
    { class: "settings", on: { input: () => mark(true), submit: save } },
    ...row("API key", key),
    ...row("Mode", mode),
    ...row("Callback: document signed", signed),
    ...row("Callback: signature request completed", completed),
    ...row("Callback secret", secret),
    ...row("Credits", credits),
    h("button", { type: "submit", class: "button primary" }, "Save settings"),
  );

  function mark(value: boolean): void {
    changed = value;
  }
  function save(event: SubmitEvent): void {
    event.preventDefault();
    mark(false);
    void act("Settings saved", () =>
      control("PUT", "settings", {
        api_key: key.value,
        mode: mode.value,
        callback_urls: {
          document_signed: signed.value || null,
          signature_request_completed: completed.value || null,
        },
        callback_secret: secret.value || null,
        credits: credits.value === "" ? null : Number(credits.value),
      }),
    );
  }

  return {
    element: form,
    show(settings) {
      if (changed || form.contains(document.activeElement)) return;
      key.value = settings.api_key;
      mode.value = settings.mode;
      signed.value = settings.callback_urls.document_signed ?? "";
      completed.value = settings.callback_urls.signature_request_completed ?? "";
      secret.value = settings.callback_secret ?? "";
      credits.value = settings.credits === undefined ? "" : String(settings.credits);
    },
  };
}
