// Recognises addresses that exist only in examples: an agreement sent there reaches nobody.

const PLACEHOLDER_HOSTS = new Set(["example.com", "example.org", "example.net", "localhost"]);
/** Top-level domains that RFC 2606 and RFC 6761 reserve; nothing is ever delivered there. */
const PLACEHOLDER_ENDINGS = [".example", ".test", ".invalid", ".localhost"];

/** Whether mail to this address can reach nobody. */
export const isPlaceholder = (email: string): boolean => {
  const host = email
    .slice(email.lastIndexOf("@") + 1)
    .trim()
    .toLowerCase();
  if (PLACEHOLDER_HOSTS.has(host)) return true;
  if (["com", "org", "net"].some((ending) => host.endsWith(`.example.${ending}`))) return true;
  return PLACEHOLDER_ENDINGS.some((ending) => host.endsWith(ending));
};
