// The sandbox's clock: what time it is there, and buttons to move it.
import type { ClockItem } from "../../../pages-deps.ts";
import { control } from "../control.ts";
import { h } from "../dom.ts";
import type { Act } from "./act.ts";

const JUMPS = [
  ["5m", "5 minutes"],
  ["65m", "65 minutes"],
  ["1d", "1 day"],
  ["30d", "30 days"],
] as const;
const SCALES = [1, 60, 3600];

/** The panel; `show` sets it to the sandbox's time. */
export function clockPanel(act: Act): { element: HTMLElement; show(clock: ClockItem): void } {
  const time = h("time", { class: "clock-time" });
  const scale = h(
    "select",
    { class: "input", id: "clock-scale", on: { change: () => void setScale() } },
    ...SCALES.map(scaleOption),
  );
  let known: { at: number; clock: ClockItem } | undefined;

  const jumps = JUMPS.map(([duration, name]) =>
    h(
      "button",
      { type: "button", class: "button secondary small", on: { click: () => void jump(duration, name) } },
      `+ ${name}`,
    ),
  );
  const jump = (duration: string, name: string) =>
    act(`Clock moved by ${name}`, () => control("POST", "clock", { advance: duration }));
  const setScale = () =>
    act("Speed of the clock set", () => control("POST", "clock", { scale: Number(scale.value) }));

  function tick(): void {
    if (!known) return;
    const { clock, at } = known;
    const now = new Date(Date.parse(clock.now) + (Date.now() - at) * clock.scale);
    time.textContent = now.toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "medium" });
    time.dateTime = now.toISOString();
  }
  setInterval(tick, 250);

  return {
    element: h(
      "div",
      { class: "stack" },
      time,
      h("p", { class: "hint" }, "Moving it sends every callback that falls due on the way."),
      h("div", { class: "buttons" }, ...jumps),
      h("label", { for: "clock-scale" }, "Speed"),
      scale,
    ),
    show(clock) {
      known = { at: Date.now(), clock };
      if (document.activeElement !== scale) {
        if (![...scale.options].some((option) => Number(option.value) === clock.scale))
          scale.append(scaleOption(clock.scale));
        scale.value = String(clock.scale);
      }
      tick();
    },
  };
}

function scaleOption(scale: number): HTMLOptionElement {
  return h("option", { value: String(scale) }, scale === 1 ? "As in life" : `${scale} times as quick`);
}
