/** Whether an IPv4 or IPv6 address lies in a CIDR block (or is the address, when there is no prefix length). */
import { isIPv4, isIPv6 } from "node:net";

export function addressInBlock(address: string, block: string): boolean {
  const [base = "", length] = block.split("/");
  const bits = isIPv4(base) ? 32 : isIPv6(base) ? 128 : 0;
  if (bits === 0 || isIPv4(address) !== (bits === 32)) return false;
  if (bits === 128 && !isIPv6(address)) return false;
  const prefix = length === undefined ? bits : Number(length);
  if (!Number.isInteger(prefix) || prefix < 0 || prefix > bits) return false;
  const shift = BigInt(bits - prefix);
  return addressNumber(address) >> shift === addressNumber(base) >> shift;
}

function addressNumber(address: string): bigint {
  if (isIPv4(address)) return address.split(".").reduce((sum, part) => (sum << 8n) + BigInt(part), 0n);
  return expandIpv6(address).reduce((sum, part) => (sum << 16n) + BigInt(part), 0n);
}

function expandIpv6(address: string): number[] {
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address);
  const text = dotted
    ? `${dotted[1]}${((Number(dotted[2]) << 8) + Number(dotted[3])).toString(16)}:${((Number(dotted[4]) << 8) + Number(dotted[5])).toString(16)}`
    : address;
  const [head = "", tail] = text.split("::");
  const groups = (side: string) => (side === "" ? [] : side.split(":").map((group) => Number.parseInt(group, 16)));
  if (tail === undefined) return groups(head);
  const [left, right] = [groups(head), groups(tail)];
  return [...left, ...Array.from({ length: 8 - left.length - right.length }, () => 0), ...right];
}
