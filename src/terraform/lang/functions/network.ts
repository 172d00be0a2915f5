/** Address arithmetic: `cidrhost`, `cidrnetmask`, `cidrsubnet`, `cidrsubnets`. */
import { listOf, NUMBER, STRING } from "../type.ts";
import { listValue, stringValue, type Value } from "../value.ts";
import { ArgumentError, type FunctionDefinition, FunctionError, param } from "./definition.ts";
import { wholeNumber } from "./whole-number.ts";

interface Network {
  readonly bits: 32 | 128;
  readonly address: bigint;
  readonly prefix: number;
}

function parseV4(text: string): bigint | undefined {
  const parts = text.split(".");
  if (parts.length !== 4) return undefined;
  let result = 0n;
  for (const part of parts) {
    // Octets with leading zeros are read as decimal, as they always were.
    if (!/^\d{1,3}$/.test(part) || Number(part) > 255) return undefined;
    result = (result << 8n) | BigInt(part);
  }
  return result;
}

function parseV6(text: string): bigint | undefined {
  const tail = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  let source = text;
  if (tail) {
    const v4 = parseV4(tail[2] as string);
    if (v4 === undefined) return undefined;
    source = `${tail[1]}${(v4 >> 16n).toString(16)}:${(v4 & 0xffffn).toString(16)}`;
  }
  const halves = source.split("::");
  if (halves.length > 2) return undefined;
  const groups = halves.map((half) => (half === "" ? [] : half.split(":")));
  const [left, right] = groups as [string[], string[]?];
  const count = left.length + (right?.length ?? 0);
  if (right ? count > 7 : count !== 8) return undefined;
  const all = right ? [...left, ...Array.from({ length: 8 - count }, () => "0"), ...right] : left;
  let result = 0n;
  for (const group of all) {
    if (!/^[0-9a-fA-F]{1,4}$/.test(group)) return undefined;
    result = (result << 16n) | BigInt(`0x${group}`);
  }
  return result;
}

function parseNetwork(text: string, argument?: number): Network {
  const invalid = (): FunctionError => {
    const message = `invalid CIDR expression: invalid CIDR address: ${text}`;
    return argument === undefined ? new FunctionError(message) : new ArgumentError(argument, message);
  };
  const match = /^([^/]+)\/(\d+)$/.exec(text);
  if (!match) throw invalid();
  const [, host, length] = match as unknown as [string, string, string];
  const bits = host.includes(":") ? 128 : 32;
  const address = bits === 128 ? parseV6(host) : parseV4(host);
  const prefix = Number(length);
  if (address === undefined || prefix > bits) throw invalid();
  const free = BigInt(bits - prefix);
  return { bits, prefix, address: (address >> free) << free };
}

function addressText(address: bigint, bits: 32 | 128): string {
  if (bits === 32) return [24n, 16n, 8n, 0n].map((shift) => String((address >> shift) & 255n)).join(".");
  const groups = Array.from({ length: 8 }, (_, i) => ((address >> BigInt(112 - 16 * i)) & 0xffffn).toString(16));
  // The longest run of two zeros or more is left out.
  let best = { at: -1, length: 1 };
  for (let at = 0; at < 8; at++) {
    let length = 0;
    while (groups[at + length] === "0") length++;
    if (length > best.length) best = { at, length };
  }
  if (best.at < 0) return groups.join(":");
  return `${groups.slice(0, best.at).join(":")}::${groups.slice(best.at + best.length).join(":")}`;
}

const integer = (value: Value): bigint => {
  if (!value.number.isInteger) throw new FunctionError("value must be a whole number");
  return value.number.toBigInt();
};

function cidrhost([prefix, number]: readonly Value[]): Value {
  const host = integer(number as Value);
  const { bits, prefix: length, address } = parseNetwork((prefix as Value).string);
  const size = 1n << BigInt(bits - length);
  // Only 64 bits of the number are checked.
  if (host < 0n ? -host > size : BigInt.asIntN(64, host) >= size) {
    // Counting from the end, the complaint names what is left after the wrap.
    const named = host < 0n ? host + size : host;
    throw new FunctionError(`prefix of ${length} does not accommodate a host numbered ${named}`);
  }
  return stringValue(addressText(address | (host < 0n ? host + size : host), bits));
}

const absolute = (number: bigint): bigint => (number < 0n ? -number : number);

function subnet({ bits, prefix, address }: Network, newBits: number, number: bigint): Network {
  const length = prefix + newBits;
  if (length > bits) throw new FunctionError(`insufficient address space to extend prefix of ${prefix} by ${newBits}`);
  // Only the size of the number is checked, in 64 bits, and not at all where bits are given back.
  const greatest = newBits < 0 || newBits > 63 ? 2n ** 64n - 1n : 2n ** BigInt(newBits) - 1n;
  if (BigInt.asUintN(64, absolute(number)) > greatest) {
    throw new FunctionError(`prefix extension of ${newBits} does not accommodate a subnet numbered ${number}`);
  }
  const free = BigInt(bits - length);
  return { bits, prefix: length, address: absolute(address | (number << free)) };
}

const networkText = ({ bits, prefix, address }: Network): string => `${addressText(address, bits)}/${prefix}`;

function cidrsubnets([prefix, ...lengths]: readonly Value[]): Value {
  const network = parseNetwork((prefix as Value).string, 0);
  const { bits } = network;
  let next = network.address;
  const end = network.address + (1n << BigInt(bits - network.prefix));
  const subnets = lengths.map((length, i) => {
    const added = wholeNumber(length, "", i + 1);
    if (added < 1) throw new ArgumentError(i + 1, "must extend prefix by at least one bit");
    if (added > 32) throw new ArgumentError(i + 1, "may not extend prefix by more than 32 bits");
    const total = network.prefix + added;
    if (total > bits) {
      const family = bits === 32 ? "IPv4" : "IPv6";
      throw new ArgumentError(
        i + 1,
        `would extend prefix to ${total} bits, which is too long for an ${family} address`,
      );
    }
    const size = 1n << BigInt(bits - total);
    const start = ((next + size - 1n) / size) * size;
    // The whole address space has no room before its first subnet, so Terraform starts beyond its end.
    if (start + size > end || network.prefix === 0) {
      throw new ArgumentError(
        i + 1,
        `not enough remaining address space for a subnet with a prefix of ${total} bits after ${networkText({ bits, prefix: total, address: network.prefix === 0 ? end - size : start - size })}`,
      );
    }
    next = start + size;
    return stringValue(networkText({ bits, prefix: total, address: start }));
  });
  return listValue(STRING, subnets);
}

function cidrnetmask([prefix]: readonly Value[]): Value {
  const { bits, prefix: length } = parseNetwork((prefix as Value).string);
  if (bits === 128) throw new FunctionError(`IPv6 addresses cannot have a netmask: ${(prefix as Value).string}`);
  return stringValue(addressText(((1n << BigInt(length)) - 1n) << BigInt(32 - length), 32));
}

export const NETWORK_FUNCTIONS: Readonly<Record<string, FunctionDefinition>> = {
  cidrhost: { parameters: [param("prefix", STRING), param("hostnum", NUMBER)], returns: STRING, call: cidrhost },
  cidrnetmask: { parameters: [param("prefix", STRING)], returns: STRING, call: cidrnetmask },
  cidrsubnet: {
    parameters: [param("prefix", STRING), param("newbits", NUMBER), param("netnum", NUMBER)],
    returns: STRING,
    call: ([prefix, newBits, number]) => {
      const bits = wholeNumber(newBits as Value);
      const subnetNumber = integer(number as Value);
      return stringValue(networkText(subnet(parseNetwork((prefix as Value).string), bits, subnetNumber)));
    },
  },
  cidrsubnets: {
    parameters: [param("prefix", STRING)],
    variadic: param("newbits", NUMBER),
    returns: listOf(STRING),
    call: cidrsubnets,
  },
};
