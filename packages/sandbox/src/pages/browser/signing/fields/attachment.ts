// A field for a file: uploaded at once, shown by name, removable.
import { announce } from "../../announce.ts";
import { h, icon } from "../../dom.ts";
import { Refused } from "../api.ts";
import { fieldBox, markFilled, type NewField, named } from "./field.ts";

/** ATTACHMENT. */
export const attachmentField: NewField = (deps, field, page) => {
  const { t, api, entries } = deps;
  let state: "idle" | "uploading" = "idle";
  let problem: string | undefined;
  const picker = h("input", {
    type: "file",
    hidden: true,
    tabindex: -1,
    on: { change: () => void upload(picker.files?.[0]) },
  });
  const control = h("button", {
    type: "button",
    class: "field-button",
    ...named(t, field),
    on: { click: () => picker.click() },
  });
  const remove = h(
    "button",
    { type: "button", class: "field-remove", on: { click: () => void detach() } },
    icon("close"),
  );
  const element = fieldBox(field, page, "mine", picker, control, remove);

  async function upload(file: File | undefined): Promise<void> {
    picker.value = "";
    if (!file) return;
    const before = attached();
    state = "uploading";
    problem = undefined;
    update();
    try {
      const attachment = await api.attach(field.field_id, file);
      state = "idle";
      entries.set(field.field_id, { kind: "attachment", attachment });
      announce(t.attached(attachment.filename));
      if (before) await api.detach(before.attachment_id);
    } catch (error) {
      problem =
        error instanceof Refused && error.status === 413
          ? t.attachmentTooLarge(file.name)
          : t.attachmentFailed(file.name);
      announce(problem);
    }
    state = "idle";
    update();
  }

  async function detach(): Promise<void> {
    const attachment = attached();
    entries.set(field.field_id, undefined);
    announce(t.signatureRemoved);
    control.focus();
    if (!attachment) return;
    // The sandbox drops files that no submission names, so a failed removal leaves nothing behind.
    await api
      .detach(attachment.attachment_id)
      .catch((error: unknown) => console.warn("the file was not removed", error));
  }

  function attached() {
    const entry = entries.of(field);
    return entry?.kind === "attachment" ? entry.attachment : undefined;
  }

  function update(): void {
    const attachment = attached();
    const prompt = problem ?? field.label ?? t.attach;
    const shown = state === "uploading" ? t.attaching : (attachment?.filename ?? prompt);
    markFilled(deps, field, { element, control }, { prompt: shown, value: shown });
    element.classList.toggle("is-broken", problem !== undefined);
    control.replaceChildren(
      h("span", { class: attachment ? "field-value" : "field-prompt" }, icon("clip"), shown),
    );
    remove.hidden = !attachment;
    if (attachment) remove.setAttribute("aria-label", t.attachmentRemove(attachment.filename));
  }
  update();
  return { field, element, control, update };
};
