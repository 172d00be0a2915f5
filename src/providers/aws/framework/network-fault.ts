/** What is wrong with a network's address, in the provider's words; undefined when nothing is. */
import { isIPv4 } from "node:net";
import { isCidr } from "./check.ts";

const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** As Go's ParseIP: an IPv4 address may be written as one of IPv6. */
export const isFourParts = (address: string): boolean => isIPv4(MAPPED.exec(address)?.[1] ?? address);

/** `version` is 4 or 6 where only networks of that version are taken; either has to be without bits of a host. */
export function networkFault(text: string, version: number | undefined): string | undefined {
  const quoted = JSON.stringify(text);
  if (!isCidr(text)) return `${quoted} is not a valid CIDR block: invalid CIDR address: ${text}`;
  const kind = version === undefined ? "" : `IPv${version} `;
  if (version !== undefined && isFourParts(text.split("/")[0] ?? "") !== (version === 4))
    return `${quoted} is not a valid ${kind}CIDR block`;
  const network = networkOf(text);
  const isSame = groupsOf(network).join() === groupsOf(text).join();
  return isSame ? undefined : `${quoted} is not a valid ${kind}CIDR block; did you mean "${network}"?`;
}

/** The network that an address with its length lies in, as Go writes it. */
export function networkOf(text: string): string {
  const bits = Number(text.split("/")[1]);
  const groups = groupsOf(text);
  const width = groups.length === 4 ? 8 : 16;
  const masked = groups.map((group, index) => {
    const kept = Math.min(width, Math.max(0, bits - index * width));
    return (group >> (width - kept)) << (width - kept);
  });
  return `${width === 8 ? masked.join(".") : shortened(masked)}/${bits}`;
}

function groupsOf(text: string): number[] {
  const [address = ""] = text.split("/");
  if (isIPv4(address)) return address.split(".").map(Number);
  const [head = "", tail] = address.split("::");
  const parts = (side: string): number[] =>
    side === ""
      ? []
      : side.split(":").flatMap((group) => (isIPv4(group) ? pairsOf(group) : Number.parseInt(group, 16)));
  const [first, last] = [parts(head), parts(tail ?? "")];
  return [...first, ...Array.from({ length: 8 - first.length - last.length }, () => 0), ...last];
}

function pairsOf(address: string): number[] {
  const [a = 0, b = 0, c = 0, d = 0] = address.split(".").map(Number);
  return [a * 256 + b, c * 256 + d];
}

/** RFC 5952's form: the longest run of zeros is left out. */
const shortened = (groups: readonly number[]): string =>
  new URL(`http://[${groups.map((g) => g.toString(16)).join(":")}]`).hostname.slice(1, -1);
