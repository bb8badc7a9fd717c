// The faults that are armed, and a form to arm one with its usual parameters.
import type { FaultDescription, FaultItem } from "../../../pages-deps.ts";
import { control } from "../control.ts";
import { h } from "../dom.ts";
import { part } from "../live.ts";
import type { Act } from "./act.ts";
import { nothingYet } from "./parts.ts";

/** The panel; `show` gives it the armed faults and all there are. */
export function faultPanel(act: Act): {
  element: HTMLElement;
  show(faults: { faults: FaultItem[]; catalogue: FaultDescription[] }): void;
} {
  const armed = h("div", { class: "stack" });
  const effect = h("p", { class: "hint" });
  const name = h("select", { class: "input", id: "fault-name", on: { change: explain } });
  const times = h("input", { class: "input", id: "fault-times", type: "number", min: "1", value: "1" });
  let catalogue: FaultDescription[] = [];

  const showArmed = part(armed, (faults: FaultItem[]) =>
    faults.length === 0 ? [nothingYet("None armed.")] : faults.map(line),
  );
  const showCatalogue = part(name, (descriptions: FaultDescription[]) =>
    descriptions.map((each) => h("option", {}, each.name)),
  );

  function line(fault: FaultItem): HTMLElement {
    const left = fault.remaining === undefined ? "until removed" : `${fault.remaining} left`;
    const disarm = () =>
      act(`${fault.name} removed`, () => control("DELETE", `faults/${encodeURIComponent(fault.id)}`));
    return h(
      "div",
      { class: "fault" },
      h("code", {}, fault.name),
      h("span", { class: "hint" }, `${left}, hit ${fault.hits} times`),
      h(
        "button",
        {
          type: "button",
          class: "button secondary small",
          "data-key": fault.id,
          "aria-label": `Remove ${fault.name}`,
          on: { click: () => void disarm() },
        },
        "Remove",
      ),
    );
  }
  function explain(): void {
    const known = catalogue.find((description) => description.name === name.value);
    effect.textContent = known ? `${known.effect} ${known.client_sees}` : "";
  }
  function arm(event: SubmitEvent): void {
    event.preventDefault();
    const count = times.value === "" ? {} : { times: Number(times.value) };
    void act(`${name.value} armed`, () => control("POST", "faults", { name: name.value, ...count }));
  }

  return {
    element: h(
      "div",
      { class: "stack" },
      armed,
      h(
        "form",
        { class: "settings", on: { submit: arm } },
        h("label", { for: "fault-name" }, "Fault"),
        name,
        effect,
        h("label", { for: "fault-times" }, "Times"),
        times,
        h("button", { type: "submit", class: "button secondary" }, "Arm"),
      ),
    ),
    show(faults) {
      catalogue = faults.catalogue;
      showArmed(faults.faults);
      showCatalogue(catalogue);
      explain();
    },
  };
}
