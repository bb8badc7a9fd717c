// Tells public addresses from those that lead into our own networks.
import { BlockList, isIPv4 } from "node:net";

const IPV4_FORBIDDEN: readonly [string, number][] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  // Carrier-grade NAT, and the metadata service of one cloud.
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  // Link-local, with the metadata services of most clouds.
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  // Multicast, reserved, broadcast.
  ["224.0.0.0", 3],
  // A cloud's agent on every one of its machines, at a public address.
  ["168.63.129.16", 32],
];

/** Everything else (loopback, unique local, link-local, IPv4-mapped, NAT64, multicast) is not public. */
const IPV6_GLOBAL: [string, number] = ["2000::", 3];

const IPV6_FORBIDDEN: readonly [string, number][] = [
  // Special purposes, Teredo among them.
  ["2001::", 23],
  ["2001:db8::", 32],
  // 6to4 carries any IPv4 address inside.
  ["2002::", 16],
  ["3fff::", 20],
];

const blocked4 = new BlockList();
for (const [network, prefix] of IPV4_FORBIDDEN) blocked4.addSubnet(network, prefix, "ipv4");
const blocked6 = new BlockList();
for (const [network, prefix] of IPV6_FORBIDDEN) blocked6.addSubnet(network, prefix, "ipv6");
const global6 = new BlockList();
global6.addSubnet(...IPV6_GLOBAL, "ipv6");

/** Whether a machine on the internet may be reached at `address`; false for anything that is no IP address. */
export const isPublicAddress = (address: string): boolean => {
  if (isIPv4(address)) return !blocked4.check(address, "ipv4");
  const [bare = ""] = address.split("%", 1);
  return global6.check(bare, "ipv6") && !blocked6.check(bare, "ipv6");
};
