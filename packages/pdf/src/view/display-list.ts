// Follows one page's drawing as pdf.js runs it and lists what is shown, where, in drawing order.
import type { PDFPageProxy } from "pdfjs-dist";
import { AnnotationMode, OPS } from "pdfjs-dist/legacy/build/pdf.mjs";
import { boundsOf, IDENTITY, type Matrix, multiply } from "../matrix.ts";
import { intersection, type Rectangle } from "../rectangle.ts";
import { property, toMatrix, toNumber, toRectangle } from "./arguments.ts";
import { digestDrawing } from "./digest-drawing.ts";
import {
  beginText,
  enterGroup,
  type GraphicsState,
  initialState,
  moveText,
  paintOf,
} from "./graphics-state.ts";
import { isRectangle, readOutline } from "./outline.ts";
import { showText } from "./show-text.ts";
import type { ShownItem } from "./shown.ts";
import { applyGraphicsState, describePattern, findFont } from "./view-resources.ts";

export interface DisplayListOptions {
  /** Whether a reader sees optional content, by pdf.js's own judgement. */
  readonly isVisible: (group: unknown) => boolean;
  /** Follow annotations (form fields, stamps, notes) after the page's own content. */
  readonly annotations: boolean;
}

const FILLS: ReadonlySet<number> = new Set([
  OPS.fill,
  OPS.eoFill,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
]);
const STROKES: ReadonlySet<number> = new Set([
  OPS.stroke,
  OPS.closeStroke,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
]);
/** From this text rendering mode on, text is also a clip for what follows. */
const CLIPPING_TEXT = 4;
const UNIT: Rectangle = [0, 0, 1, 1];
const NOWHERE: Rectangle = [0, 0, 0, 0];

type Step = (args: readonly unknown[]) => void;

export async function readDisplayList(page: PDFPageProxy, options: DisplayListOptions): Promise<ShownItem[]> {
  const annotationMode = options.annotations ? AnnotationMode.ENABLE : AnnotationMode.DISABLE;
  const list = await page.getOperatorList({ annotationMode });
  const items: ShownItem[] = [];
  const stack: GraphicsState[] = [];
  /** One entry per marked-content level: whether it hides what it holds. */
  const hiding: boolean[] = [];
  let state = initialState();
  let clipPending: number | undefined;
  /** A digest of the text that will clip when its text object ends. */
  let clippingText = "";
  let maskDepth = 0;
  /** A digest of the soft mask drawn last. */
  let mask = "";
  let annotation: string | undefined;

  const steps: { readonly [operator: number]: Step } = {
    [OPS.save]: save,
    [OPS.restore]: restore,
    [OPS.transform]: (args) => transform(toMatrix(args)),
    [OPS.paintFormXObjectBegin]: ([matrix, box]) => {
      save();
      transform(toMatrix(matrix));
      clipTo(toRectangle(box));
    },
    [OPS.paintFormXObjectEnd]: restore,
    [OPS.beginAnnotation]: ([id, box, matrix, rotation]) => {
      state = initialState();
      annotation = String(id);
      save();
      clipTo(toRectangle(box));
      transform(toMatrix(matrix));
      transform(toMatrix(rotation));
    },
    [OPS.endAnnotation]: () => {
      restore();
      annotation = undefined;
    },
    [OPS.beginGroup]: ([group]) => {
      save();
      const inside = multiply(toMatrix(property(group, "matrix")) ?? IDENTITY, state.matrix);
      clipTo(toRectangle(property(group, "bbox")), inside);
      // What a soft mask draws is not shown; it only decides how much of other drawing is.
      if (maskDepth === 0 && property(group, "smask")) mask = digestDrawing(group);
      if (maskDepth > 0 || property(group, "smask")) maskDepth += 1;
      else enterGroup(state);
    },
    [OPS.endGroup]: () => {
      restore();
      if (maskDepth > 0) maskDepth -= 1;
    },
    [OPS.beginMarkedContent]: () => hiding.push(false),
    [OPS.beginMarkedContentProps]: ([tag, group]) => hiding.push(tag === "OC" && !options.isVisible(group)),
    [OPS.endMarkedContent]: () => hiding.pop(),
    [OPS.setGState]: ([changes]) => applyGraphicsState(state, changes, page, mask),
    [OPS.setFillRGBColor]: ([color]) => set({ fillColor: String(color) }),
    [OPS.setStrokeRGBColor]: ([color]) => set({ strokeColor: String(color) }),
    [OPS.setFillColorN]: (args) => set({ fillColor: describePattern(page, args) }),
    [OPS.setStrokeColorN]: (args) => set({ strokeColor: describePattern(page, args) }),
    [OPS.setFillTransparent]: () => set({ fillColor: "transparent" }),
    [OPS.setStrokeTransparent]: () => set({ strokeColor: "transparent" }),
    [OPS.setLineWidth]: ([value]) => set({ lineWidth: toNumber(value) }),
    [OPS.clip]: () => {
      clipPending = OPS.clip;
    },
    [OPS.eoClip]: () => {
      clipPending = OPS.eoClip;
    },
    [OPS.constructPath]: ([paint, path, box]) => paintPath(toNumber(paint), path, toRectangle(box)),
    [OPS.shadingFill]: (args) => paintShading(describePattern(page, args)),
    [OPS.paintImageXObject]: ([id]) => paintImage(id, false),
    [OPS.paintInlineImageXObject]: ([pixels]) => paintImage(pixels, false),
    [OPS.paintImageMaskXObject]: ([pixels]) => paintImage(pixels, true),
    [OPS.paintSolidColorImageMask]: () => paintImage("solid", true),
    [OPS.beginText]: () => beginText(state),
    [OPS.endText]: () => {
      if (clippingText !== "") set({ clipShape: digestDrawing([state.clipShape, clippingText]) });
      clippingText = "";
    },
    [OPS.setCharSpacing]: ([value]) => set({ charSpacing: toNumber(value) }),
    [OPS.setWordSpacing]: ([value]) => set({ wordSpacing: toNumber(value) }),
    [OPS.setHScale]: ([value]) => set({ horizontalScale: toNumber(value) / 100 }),
    [OPS.setLeading]: ([value]) => set({ leading: -toNumber(value) }),
    [OPS.setTextRise]: ([value]) => set({ rise: toNumber(value) }),
    [OPS.setTextRenderingMode]: ([value]) => set({ renderingMode: toNumber(value) }),
    [OPS.setFont]: ([name, size]) => set({ font: findFont(page, String(name)), fontSize: toNumber(size) }),
    [OPS.setTextMatrix]: (args) => beginText(state, toMatrix(args[0]) ?? toMatrix(args)),
    [OPS.setLeadingMoveText]: ([x, y]) => {
      set({ leading: toNumber(y) });
      moveText(state, toNumber(x), toNumber(y));
    },
    [OPS.moveText]: ([x, y]) => moveText(state, toNumber(x), toNumber(y)),
    [OPS.nextLine]: () => moveText(state, 0, state.leading),
    [OPS.showText]: ([glyphs]) => {
      const text = showText(state, glyphs);
      if (text === undefined) return;
      if (state.renderingMode >= CLIPPING_TEXT) clippingText = digestDrawing([clippingText, text]);
      show(text);
    },
  };

  for (const [index, operator] of list.fnArray.entries()) {
    const args: readonly unknown[] | null = list.argsArray[index];
    steps[operator]?.(args ?? []);
  }
  return items;

  function set(changes: Partial<GraphicsState>): void {
    Object.assign(state, changes);
  }
  function save(): void {
    stack.push({ ...state });
  }
  function restore(): void {
    state = stack.pop() ?? state;
  }
  function transform(matrix: Matrix | undefined): void {
    if (matrix !== undefined) state.matrix = multiply(matrix, state.matrix);
  }
  function clipTo(box: Rectangle | undefined, matrix = state.matrix): void {
    if (box !== undefined) state.clip = intersection(boundsOf(matrix, box), state.clip) ?? NOWHERE;
  }
  /** The bounds of a clip say little about what it leaves, unless it is a rectangle. */
  function clipToPath(rule: number, outline: number[][], box: Rectangle | undefined): void {
    clipTo(box ?? NOWHERE);
    if (isRectangle(outline)) return;
    const rounded = outline.map((line) => line.map(Math.round));
    set({ clipShape: digestDrawing([state.clipShape, rule, rounded]) });
  }
  function show(item: ShownItem): void {
    if (maskDepth > 0) mask = digestDrawing([mask, item]);
    if (maskDepth > 0 || hiding.includes(true)) return;
    items.push(annotation === undefined ? item : { ...item, annotation });
  }
  function paintImage(source: unknown, stencil: boolean): void {
    const { matrix, clip, clipShape } = state;
    const rectangle = boundsOf(matrix, UNIT);
    show({
      kind: "image",
      rectangle,
      clip,
      clipShape,
      paint: paintOf(state, "fill"),
      matrix,
      source,
      stencil,
    });
  }
  function paintShading(color: string): void {
    const { clip, clipShape } = state;
    const [x1, y1, x2, y2] = clip;
    const paint = { ...paintOf(state, "fill"), color };
    const outline = [[x1, y1, x2, y1, x2, y2, x1, y2]];
    show({ kind: "path", rectangle: clip, clip, clipShape, paint, filled: true, lineWidth: 0, outline });
  }
  function paintPath(operator: number, path: unknown, box: Rectangle | undefined): void {
    const { matrix, clip, clipShape } = state;
    const outline = readOutline(path, matrix);
    if (box !== undefined) {
      const common = { kind: "path", rectangle: boundsOf(matrix, box), clip, clipShape, outline } as const;
      if (FILLS.has(operator)) {
        show({ ...common, paint: paintOf(state, "fill"), filled: true, lineWidth: 0 });
      }
      if (STROKES.has(operator)) {
        const lineWidth = state.lineWidth * Math.hypot(matrix[0], matrix[1]);
        show({ ...common, paint: paintOf(state, "stroke"), filled: false, lineWidth });
      }
    }
    if (clipPending !== undefined) clipToPath(clipPending, outline, box);
    clipPending = undefined;
  }
}
