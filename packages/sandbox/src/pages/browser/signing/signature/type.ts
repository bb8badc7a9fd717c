// The tab to type in: the name set in a script face, as text to the sandbox and as a picture to the eye.
import { h } from "../../dom.ts";
import type { Maker, NewMaker } from "./maker.ts";
import { asSignature, contextOf, cutToInk, INK, newCanvas } from "./picture.ts";

const SIZE = 120;
// Names in scripts that the first face does not know fall back to the upright one.
const FACE = '"Dancing Script", "Inter Variable", sans-serif';

/** Types the signature. */
export const typeMaker: NewMaker = (t, type): Maker => {
  const preview = h("output", { class: "typed-preview", "aria-label": t.preview });
  const input = h("input", {
    class: "input",
    type: "text",
    id: "typed-signature",
    autocomplete: type === "SIGNATURE" ? "name" : "off",
    maxlength: type === "SIGNATURE" ? 80 : 6,
    spellcheck: "false",
    on: { input: show },
  });
  const label = h(
    "label",
    { for: "typed-signature" },
    type === "SIGNATURE" ? t.typeSignature : t.typeInitials,
  );

  function show(): void {
    preview.textContent = input.value;
    const length = Math.max(12, input.value.length);
    preview.style.fontSize = `${Math.min(3.4, 48 / length)}rem`;
  }

  return {
    element: h("div", { class: "maker" }, h("div", { class: "stack" }, label, input), preview),
    focusTarget: input,
    emptyMessage: type === "SIGNATURE" ? t.signatureEmptyType : t.typeInitials,
    async make() {
      const text = input.value.trim();
      const ink = text === "" ? undefined : await inkOf(text);
      return ink && asSignature(ink, "typed", text);
    },
  };
};

async function inkOf(text: string): Promise<HTMLCanvasElement | undefined> {
  const font = `600 ${SIZE}px ${FACE}`;
  await document.fonts.load(font, text);
  const measure = contextOf(newCanvas(1, 1));
  measure.font = font;
  // Script letters reach far out of their own width.
  const canvas = newCanvas(measure.measureText(text).width + SIZE * 2, SIZE * 3);
  const context = contextOf(canvas);
  context.font = font;
  context.fillStyle = INK;
  context.textBaseline = "middle";
  context.fillText(text, SIZE, canvas.height / 2);
  return cutToInk(canvas);
}
