// Draws a mail as HTML that old mail clients understand: tables, inline styles, no script, nothing loaded from elsewhere.
import type { Block, MailContent } from "./content.ts";
import { DARK_SHEET, STYLE } from "./look.ts";
import { Markup, markup } from "./markup.ts";
import { lines, webAddress } from "./safe-text.ts";

const SHEET = new Markup(DARK_SHEET);

const withBreaks = (text: string): Markup[] =>
  lines(text).map((line, index) => (index === 0 ? markup`${line}` : markup`<br>${line}`));

const button = (label: string, url: string): Markup => {
  const address = webAddress(url);
  if (address === undefined) {
    return markup`<p class="ink" style="${STYLE.text}">${label}: ${url}</p>`;
  }
  return markup`<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td style="${STYLE.facts}"><table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td class="button" style="${STYLE.button}"><a href="${address}" target="_blank" rel="noopener noreferrer" style="${STYLE.link}">${label}</a></td></tr></table></td></tr></table>`;
};

const draw = (block: Block): Markup => {
  switch (block.kind) {
    case "paragraph":
      return markup`<p class="ink" style="${STYLE.text}">${block.text}</p>`;
    case "facts":
      return markup`<div style="${STYLE.facts}"><table cellpadding="0" cellspacing="0" border="0">${block.facts.map(
        ({ label, value }) =>
          markup`<tr><th scope="row" class="muted" style="${STYLE.label}">${label}</th><td class="ink" style="${STYLE.value}">${value}</td></tr>`,
      )}</table></div>`;
    case "quote":
      return markup`<p class="muted" style="${STYLE.caution}">${block.label}</p><div style="padding:6px 28px 0;"><blockquote class="ink quote" style="${STYLE.quote}">${withBreaks(block.text)}</blockquote></div>`;
    case "button":
      return button(block.label, block.url);
    case "caution":
      return markup`<p class="muted" style="${STYLE.caution}">${block.text}</p>`;
  }
};

/** A whole document. */
export const renderHtml = (content: MailContent): string => {
  const { language, subject, heading, greeting, blocks, banner, footer } = content;
  const { html } = markup`<!doctype html>
<html lang="${language}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
<title>${subject}</title>
<style>${SHEET}</style>
</head>
<body class="canvas" style="${STYLE.body}">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" lang="${language}"><tr><td class="canvas" align="center" style="${STYLE.canvas}">
<table role="presentation" class="card" width="600" cellpadding="0" cellspacing="0" border="0" style="${STYLE.card}">
${banner === undefined ? [] : markup`<tr><td class="banner" style="${STYLE.banner}">${banner}</td></tr>\n`}<tr><td class="brand" style="${STYLE.brand}">CreditNexus Signatures</td></tr>
<tr><td><h1 class="ink" style="${STYLE.heading}">${heading}</h1>
<p class="ink" style="${STYLE.text}">${greeting}</p>
${blocks.map((block) => markup`${draw(block)}\n`)}<div style="padding:16px 0 24px;">${footer.map(
    (text) => markup`<p class="muted" style="${STYLE.footer}">${text}</p>`,
  )}</div>
</td></tr>
</table>
</td></tr></table>
</body>
</html>
`;
  return html;
};
