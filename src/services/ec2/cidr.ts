/** Blocks of addresses. */
import { SocketAddress } from "node:net";
import { derivedId, lowerHexadecimal } from "../../cloud/ids.ts";

export interface Block {
  readonly first: number;
  readonly size: number;
  readonly length: number;
}

/** An IPv4 block as it is written, or undefined when the text is none. */
export function parseBlock(text: string): Block | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (!match) return undefined;
  const numbers = match.slice(1, 5).map(Number);
  const length = Number(match[5]);
  if (length > 32 || numbers.some((number) => number > 255)) return undefined;
  const size = 2 ** (32 - length);
  const address = numbers.reduce((sum, number) => sum * 256 + number, 0);
  return { first: address - (address % size), size, length };
}

/** The block with its host bits cleared, as AWS stores it. */
export function canonicalBlock(text: string): string {
  const block = parseBlock(text);
  return block ? `${addressText(block.first)}/${block.length}` : text.toLowerCase();
}

export function addressText(number: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join(".");
}

export function addressNumber(text: string): number {
  return text.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
}

export function overlaps(one: Block, other: Block): boolean {
  return one.first < other.first + other.size && other.first < one.first + one.size;
}

export function contains(outer: Block, inner: Block): boolean {
  return inner.first >= outer.first && inner.first + inner.size <= outer.first + outer.size;
}

/** An IPv6 block that is new for every part list: Amazon's pools begin with 2600:1f. */
export function providedIpv6Block(...parts: readonly string[]): string {
  const digits = derivedId(8, lowerHexadecimal, ...parts);
  return `${canonicalIpv6(`2600:1f${digits.slice(0, 2)}:${digits.slice(2, 6)}:${digits.slice(6, 8)}00::`)}/56`;
}

/** Without leading zeros, in small letters, the longest run of zeros left out: how EC2 and `cidrsubnet` write it. */
export const canonicalIpv6 = (address: string): string => new SocketAddress({ address, family: "ipv6" }).address;
