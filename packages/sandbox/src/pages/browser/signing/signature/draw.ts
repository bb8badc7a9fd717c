// The tab to draw in: pointer strokes, smoothed and thinner where the hand is quicker.
import { h, icon } from "../../dom.ts";
import type { Maker, NewMaker } from "./maker.ts";
import { asSignature, contextOf, cutToInk, INK, newCanvas } from "./picture.ts";

interface Point {
  x: number;
  y: number;
  /** Milliseconds. */
  at: number;
}

// Drawn at three times the size on screen, so that it stays sharp in print.
const OVERSAMPLING = 3;
const PEN = { thick: 3.2, thin: 1.3, slowing: 0.7 };

/** Draws with pen, finger or mouse. */
export const drawMaker: NewMaker = (t): Maker => {
  const strokes: Point[][] = [];
  const canvas = h("canvas", { class: "pad-canvas", role: "img", "aria-label": t.drawArea });
  const hint = h("p", { class: "pad-hint" }, t.drawArea);
  const undo = h(
    "button",
    { type: "button", class: "button quiet", on: { click: takeBack } },
    icon("undo"),
    t.undo,
  );
  const clear = h(
    "button",
    { type: "button", class: "button quiet", on: { click: wipe } },
    icon("trash"),
    t.clear,
  );
  const element = h(
    "div",
    { class: "maker" },
    h("div", { class: "pad" }, canvas, hint),
    h("div", { class: "maker-tools" }, undo, clear),
  );

  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    strokes.push([pointOf(event)]);
    redraw();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!canvas.hasPointerCapture(event.pointerId)) return;
    const stroke = strokes.at(-1);
    const between = event.getCoalescedEvents();
    for (const part of between.length > 0 ? between : [event]) stroke?.push(pointOf(part));
    redraw();
  });

  function pointOf(event: PointerEvent): Point {
    const frame = canvas.getBoundingClientRect();
    return { x: event.clientX - frame.left, y: event.clientY - frame.top, at: event.timeStamp };
  }
  function takeBack(): void {
    strokes.pop();
    redraw();
  }
  function wipe(): void {
    strokes.length = 0;
    redraw();
  }
  function redraw(): void {
    const frame = canvas.getBoundingClientRect();
    paint(canvas, strokes, frame.width, frame.height);
    hint.hidden = strokes.length > 0;
    undo.disabled = clear.disabled = strokes.length === 0;
  }

  undo.disabled = clear.disabled = true;
  return {
    element,
    emptyMessage: t.signatureEmptyDraw,
    shown: redraw,
    async make() {
      const ink = cutToInk(inkOf(strokes));
      return ink && asSignature(ink, "drawn");
    },
  };
};

// A canvas as large as the strokes, so that what lies outside the visible pad is not lost after a resize.
function inkOf(strokes: Point[][]): HTMLCanvasElement {
  const points = strokes.flat();
  const canvas = newCanvas(1, 1);
  const width = Math.max(1, ...points.map((point) => point.x)) + PEN.thick;
  const height = Math.max(1, ...points.map((point) => point.y)) + PEN.thick;
  paint(canvas, strokes, width, height);
  return canvas;
}

function paint(canvas: HTMLCanvasElement, strokes: Point[][], width: number, height: number): void {
  canvas.width = Math.max(1, Math.round(width * OVERSAMPLING));
  canvas.height = Math.max(1, Math.round(height * OVERSAMPLING));
  const context = contextOf(canvas);
  context.scale(OVERSAMPLING, OVERSAMPLING);
  context.lineCap = "round";
  context.lineJoin = "round";
  context.strokeStyle = context.fillStyle = INK;
  for (const stroke of strokes) paintStroke(context, stroke);
}

function paintStroke(context: CanvasRenderingContext2D, stroke: Point[]): void {
  const [first] = stroke;
  if (!first) return;
  if (stroke.length === 1) {
    context.beginPath();
    context.arc(first.x, first.y, PEN.thick / 2, 0, Math.PI * 2);
    context.fill();
    return;
  }
  let from = first;
  let width = PEN.thick;
  // Curves run from middle to middle with the recorded point as control point: no corner is left.
  for (let index = 1; index < stroke.length; index++) {
    const before = stroke[index - 1] ?? first;
    const point = stroke[index] ?? before;
    const last = index === stroke.length - 1;
    const to = last ? point : middle(before, point);
    width += (widthAt(before, point) - width) * 0.35;
    context.lineWidth = width;
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.quadraticCurveTo(before.x, before.y, to.x, to.y);
    context.stroke();
    from = to;
  }
}

function middle(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, at: b.at };
}

function widthAt(a: Point, b: Point): number {
  const speed = Math.hypot(b.x - a.x, b.y - a.y) / Math.max(1, b.at - a.at);
  return Math.max(PEN.thin, PEN.thick - speed * PEN.slowing);
}
