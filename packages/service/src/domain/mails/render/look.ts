// The look of the HTML mails: inline for the mail clients that drop style sheets, and a sheet for dark ones.

const FONT = "font-family:Inter,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;";

/** Light colours, contrast 4.5:1 or more. */
export const STYLE = {
  body: `margin:0;padding:0;background-color:#f7f8fb;${FONT}`,
  canvas: "background-color:#f7f8fb;padding:24px 12px;",
  card: "width:100%;max-width:600px;background-color:#ffffff;border:1px solid #e3e6ee;border-radius:12px;",
  brand: `padding:20px 28px 0;${FONT}font-size:14px;line-height:20px;font-weight:600;color:#3b4cca;`,
  banner: `padding:10px 28px;background-color:#fdf3d8;border-radius:11px 11px 0 0;${FONT}font-size:14px;line-height:20px;color:#6b4a00;`,
  heading: `margin:0;padding:12px 28px 0;${FONT}font-size:22px;line-height:30px;font-weight:600;color:#1c2233;`,
  text: `margin:0;padding:16px 28px 0;${FONT}font-size:16px;line-height:24px;color:#1c2233;`,
  facts: "padding:16px 28px 0;",
  label: `padding:2px 16px 2px 0;${FONT}font-size:14px;line-height:20px;color:#545c70;text-align:left;vertical-align:top;font-weight:400;`,
  value: `padding:2px 0;${FONT}font-size:14px;line-height:20px;color:#1c2233;vertical-align:top;`,
  quote: `margin:0;padding:8px 0 8px 14px;border-left:3px solid #c4cadb;${FONT}font-size:16px;line-height:24px;color:#1c2233;`,
  button: "border-radius:8px;background-color:#3b4cca;",
  link: `display:inline-block;padding:12px 22px;${FONT}font-size:16px;line-height:20px;font-weight:600;color:#ffffff;text-decoration:none;border-radius:8px;`,
  caution: `margin:0;padding:16px 28px 0;${FONT}font-size:14px;line-height:21px;color:#545c70;`,
  footer: `margin:0;padding:4px 28px 0;${FONT}font-size:13px;line-height:19px;color:#545c70;`,
} as const;

/** Where a client honours it; `!important` because the inline styles would win. */
export const DARK_SHEET = [
  ":root{color-scheme:light dark;supported-color-schemes:light dark}",
  "@media (prefers-color-scheme:dark){",
  ".canvas{background-color:#14161c!important}",
  ".card{background-color:#1d2029!important;border-color:#343947!important}",
  ".ink{color:#f0f1f5!important}",
  ".muted{color:#b3b9c9!important}",
  ".brand{color:#a9b4ff!important}",
  ".banner{background-color:#3d3117!important;color:#f3d48b!important}",
  ".button{background-color:#4a5be0!important}",
  ".quote{border-color:#565e75!important}",
  "}",
].join("");
