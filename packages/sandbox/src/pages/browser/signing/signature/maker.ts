// What the three ways to make a signature have in common.
import type { Messages } from "../../messages/en.ts";
import type { MadeSignature } from "../entries.ts";

/** What is being made. */
export type SignatureType = "SIGNATURE" | "INITIALS";

/** One tab of the signature dialog. */
export interface Maker {
  /** Content of the tab. */
  element: HTMLElement;
  /** Gets focus when the tab is opened by choice, if it has something to type into. */
  focusTarget?: HTMLElement;
  /** Said when the button is pressed before there is anything to use. */
  emptyMessage: string;
  /** Called each time the tab becomes visible. */
  shown?(): void;
  /** The signature made, or undefined while there is none. */
  make(): Promise<MadeSignature | undefined>;
}

/** Builds a tab. */
export type NewMaker = (t: Messages, type: SignatureType) => Maker;
