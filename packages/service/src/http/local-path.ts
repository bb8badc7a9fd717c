// Tells paths of this desk from addresses that lead elsewhere, for whatever is followed after a sign-in.

/** Never sent anywhere; only what stays on it is local. */
const ORIGIN = "https://desk.invalid";

/**
 * The path as the browser will read it, or `/` for anything that could leave the desk or is no page of it.
 *
 * Browsers take `\` for `/` and skip tabs and line ends, so that only the parsed form may be trusted.
 */
export const localPath = (text: string | undefined): string => {
  if (text === undefined || !text.startsWith("/")) return "/";
  const url = URL.parse(text, ORIGIN);
  if (url === null || url.origin !== ORIGIN || url.username !== "" || url.password !== "") return "/";
  // Dots can leave two slashes at the front, as in /.//elsewhere.example.
  if (url.pathname.startsWith("//") || /^\/(api|sign-in)(\/|$)/.test(url.pathname)) return "/";
  return `${url.pathname}${url.search}`;
};
