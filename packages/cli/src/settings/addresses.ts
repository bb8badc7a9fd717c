// Reads addresses out of settings as the service does: what is no such address is a fault to be named, never a crash.

/** An http or https URL without a trailing slash; undefined when `value` is none. */
export const httpAddress = (value: string): string | undefined => {
  const protocol = URL.parse(value)?.protocol;
  return protocol === "http:" || protocol === "https:" ? value.replace(/\/+$/, "") : undefined;
};

/** Undefined when `value` is no smtp or smtps URL, such as a host and a port alone. */
export const smtpAddress = (value: string): URL | undefined => {
  const url = URL.parse(value);
  if (url === null || url.hostname === "") return undefined;
  return url.protocol === "smtp:" || url.protocol === "smtps:" ? url : undefined;
};
