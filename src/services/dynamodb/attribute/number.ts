/**
 * DynamoDB's numbers: decimals of up to 38 significant digits and magnitudes from 1E-130 to below 1E+126, held as
 * an integer of digits and a power of ten.
 */
import { UnannouncedRefusal } from "../refusal.ts";

/** digits * 10^exponent, without trailing zeros in digits; zero is 0 * 10^0. */
export interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

const mostDigits = 38;
const form = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;
const plainInteger = /^-?[1-9]\d{0,14}$/;

export function parseDecimal(text: string): Decimal {
  const match = form.exec(text);
  const whole = match?.[2] ?? "";
  const fraction = match?.[3] ?? "";
  if (!match || whole + fraction === "") {
    throw new UnannouncedRefusal(
      `The parameter cannot be converted to a numeric value${text === "" ? "" : `: ${text}`}`,
    );
  }
  const digits = (whole + fraction).replace(/^0+/, "");
  const significant = digits.replace(/0+$/, "");
  if (significant === "") return { digits: 0n, exponent: 0 };
  const exponent = Number(match[4] ?? 0) - fraction.length + (digits.length - significant.length);
  checkRange(significant.length, exponent);
  return { digits: BigInt(match[1] === "-" ? `-${significant}` : significant), exponent };
}

function checkRange(length: number, exponent: number): void {
  const magnitude = exponent + length - 1;
  if (magnitude > 125) {
    throw new UnannouncedRefusal(
      "Number overflow. Attempting to store a number with magnitude larger than supported range",
    );
  }
  if (magnitude < -130) {
    throw new UnannouncedRefusal(
      "Number underflow. Attempting to store a number with magnitude smaller than supported range",
    );
  }
  if (length > mostDigits)
    throw new UnannouncedRefusal("Attempting to store more than 38 significant digits in a Number");
}

/** As AWS gives numbers back: all digits, no exponent. */
export function formatDecimal({ digits, exponent }: Decimal): string {
  const negative = digits < 0n;
  const text = String(negative ? -digits : digits);
  let plain: string;
  if (exponent >= 0) plain = text + "0".repeat(exponent);
  else if (text.length > -exponent) plain = `${text.slice(0, exponent)}.${text.slice(exponent)}`;
  else plain = `0.${"0".repeat(-exponent - text.length)}${text}`;
  return negative ? `-${plain}` : plain;
}

/** The normal form of a number as text; throws when it is none or cannot be stored. */
export function normalizeNumber(text: string): string {
  if (text === "0" || plainInteger.test(text)) return text;
  return formatDecimal(parseDecimal(text));
}

export function compareNumbers(left: string, right: string): number {
  if (left === right) return 0;
  if (left.length < 16 && right.length < 16) return Number(left) - Number(right) || compareExactly(left, right);
  return compareExactly(left, right);
}

function compareExactly(left: string, right: string): number {
  const [a, b] = aligned(parseDecimal(left), parseDecimal(right));
  return a < b ? -1 : a > b ? 1 : 0;
}

function aligned(left: Decimal, right: Decimal): readonly [bigint, bigint] {
  const exponent = Math.min(left.exponent, right.exponent);
  return [
    left.digits * 10n ** BigInt(left.exponent - exponent),
    right.digits * 10n ** BigInt(right.exponent - exponent),
  ];
}

export function addNumbers(left: string, right: string): string {
  return combine(left, right, (a, b) => a + b);
}

export function subtractNumbers(left: string, right: string): string {
  return combine(left, right, (a, b) => a - b);
}

function combine(left: string, right: string, operate: (a: bigint, b: bigint) => bigint): string {
  const a = parseDecimal(left);
  const b = parseDecimal(right);
  const [alignedA, alignedB] = aligned(a, b);
  return formatDecimal(rounded(operate(alignedA, alignedB), Math.min(a.exponent, b.exponent)));
}

// A result of arithmetic is rounded half up to 38 digits, where a number that is sent would be refused.
function rounded(digits: bigint, exponent: number): Decimal {
  if (digits === 0n) return { digits, exponent: 0 };
  const negative = digits < 0n;
  let text = String(negative ? -digits : digits);
  let power = exponent;
  if (text.length > mostDigits) {
    const roundUp = text[mostDigits]! >= "5";
    power += text.length - mostDigits;
    text = String(BigInt(text.slice(0, mostDigits)) + (roundUp ? 1n : 0n));
  }
  const significant = text.replace(/0+$/, "");
  power += text.length - significant.length;
  checkRange(significant.length, power);
  return { digits: BigInt(negative ? `-${significant}` : significant), exponent: power };
}

/** Bytes whose unsigned order is the numbers' order: sign, magnitude, then digits in pairs. */
export function numberKey(text: string): Uint8Array {
  const { digits, exponent } = parseDecimal(text);
  if (digits === 0n) return Uint8Array.of(0x80);
  const negative = digits < 0n;
  const significant = String(negative ? -digits : digits);
  // Magnitudes from -130 to 125 fill a byte.
  const bytes = [0x81, exponent + significant.length + 129];
  for (let at = 0; at < significant.length; at += 2) {
    bytes.push(Number(significant.slice(at, at + 2).padEnd(2, "0")) + 1);
  }
  bytes.push(0);
  return Uint8Array.from(negative ? bytes.map((byte) => 0xff - byte) : bytes);
}

/** Bytes that AWS counts for a number: one for two significant digits, and one (two with a minus sign) besides. */
export function numberSize(text: string): number {
  const unsigned = text.startsWith("-") ? text.slice(1) : text;
  const point = unsigned.indexOf(".");
  const whole = point < 0 ? unsigned : unsigned.slice(0, point);
  const fraction = point < 0 ? "" : unsigned.slice(point + 1);
  // Digits are paired from the decimal point outwards.
  const leading = (whole + fraction).search(/[1-9]/);
  if (leading < 0) return 1;
  const digits = (whole + fraction).replace(/0+$/, "").length - leading;
  const offset = whole.length - leading;
  const pairs = Math.ceil((digits + (Math.abs(offset) % 2)) / 2);
  return pairs + 1 + (unsigned === text ? 0 : 1);
}
