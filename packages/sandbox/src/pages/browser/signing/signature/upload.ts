// The tab to upload a picture of a signature: PNG or JPEG, paper removed, scaled to what print needs.
import { h, icon } from "../../dom.ts";
import type { Maker, NewMaker } from "./maker.ts";
import { asSignature, contextOf, cutToInk, newCanvas } from "./picture.ts";

const MOST_BYTES = 4 * 1024 * 1024;
const MOST_PIXELS = 1200;

/** Uploads a picture. */
export const uploadMaker: NewMaker = (t): Maker => {
  let picture: HTMLCanvasElement | undefined;
  const preview = h("div", { class: "upload-preview" });
  const problem = h("p", { class: "field-error", role: "alert" });
  const input = h("input", {
    type: "file",
    accept: "image/png,image/jpeg",
    class: "upload-input",
    "aria-label": t.uploadChoose,
    "aria-describedby": "upload-hint",
    on: { change: () => void take(input.files?.[0]) },
  });
  const transparent = h("input", { type: "checkbox", checked: true, on: { change: show } });
  const drop = h(
    "div",
    { class: "upload-drop" },
    input,
    h("span", { class: "button secondary", "aria-hidden": "true" }, icon("download"), t.uploadChoose),
    h("span", { class: "hint", id: "upload-hint" }, t.uploadHint),
  );

  async function take(file: File | undefined): Promise<void> {
    if (!file) return;
    picture = undefined;
    problem.textContent = "";
    if (!["image/png", "image/jpeg"].includes(file.type)) problem.textContent = t.uploadWrongType(file.name);
    else if (file.size > MOST_BYTES) problem.textContent = t.uploadTooLarge(file.name);
    else picture = await read(file);
    if (!picture && problem.textContent === "") problem.textContent = t.uploadBroken(file.name);
    show();
  }

  function show(): void {
    const shown = finished();
    preview.replaceChildren(...(shown ? [shown] : []));
  }

  function finished(): HTMLCanvasElement | undefined {
    if (!picture) return undefined;
    return transparent.checked ? cutToInk(withoutPaper(picture)) : picture;
  }

  return {
    element: h(
      "div",
      { class: "maker" },
      drop,
      problem,
      preview,
      h("label", { class: "choice-line" }, transparent, t.removeBackground),
    ),
    focusTarget: input,
    emptyMessage: t.signatureEmptyUpload,
    async make() {
      const shown = finished();
      return shown && asSignature(shown, "uploaded");
    },
  };
};

async function read(file: File): Promise<HTMLCanvasElement | undefined> {
  const bitmap = await createImageBitmap(file).catch(() => undefined);
  if (!bitmap) return undefined;
  const scale = Math.min(1, MOST_PIXELS / Math.max(bitmap.width, bitmap.height));
  const canvas = newCanvas(bitmap.width * scale, bitmap.height * scale);
  contextOf(canvas).drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas;
}

// Paper is bright: full brightness becomes fully transparent, with a soft edge so that ink keeps its shape.
function withoutPaper(picture: HTMLCanvasElement): HTMLCanvasElement {
  const canvas = newCanvas(picture.width, picture.height);
  const context = contextOf(canvas);
  context.drawImage(picture, 0, 0);
  const image = context.getImageData(0, 0, canvas.width, canvas.height);
  const { data } = image;
  for (let at = 0; at < data.length; at += 4) {
    const brightness = ((data[at] ?? 0) * 299 + (data[at + 1] ?? 0) * 587 + (data[at + 2] ?? 0) * 114) / 1000;
    const kept = Math.min(1, Math.max(0, (225 - brightness) / 60));
    data[at + 3] = (data[at + 3] ?? 0) * kept;
  }
  context.putImageData(image, 0, 0);
  return canvas;
}
