// What a mail is made of before it is drawn as HTML or as text; every string is plain text.
import type { Language } from "@creditnexus/contract";

export type Block =
  | { kind: "paragraph"; text: string }
  | { kind: "facts"; facts: readonly { label: string; value: string }[] }
  /** What a person wrote, with its line breaks. */
  | { kind: "quote"; label: string; text: string }
  | { kind: "button"; label: string; url: string }
  | { kind: "caution"; text: string };

export type MailContent = {
  language: Language;
  subject: string;
  heading: string;
  greeting: string;
  blocks: readonly Block[];
  /** Set when signatures bind nobody. */
  banner: string | undefined;
  footer: readonly string[];
};
