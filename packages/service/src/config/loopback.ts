// Knows the names of this machine that never leave it.

/** Of a URL's host name, where an IPv6 address stands in brackets. */
export const isLoopback = (hostname: string): boolean =>
  /^(localhost|.*\.localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);
