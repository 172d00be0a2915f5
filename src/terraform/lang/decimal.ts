/**
 * Decimal text of binary floating-point numbers, by the rules of Go's math/big: exact digits, rounding half to even,
 * and the shortest digits that read back as the same number at a given precision.
 */

/** 0.DIGITS * 10^point; digits have no trailing zeros, and no leading ones. Zero has no digits. */
export interface Decimal {
  readonly digits: string;
  readonly point: number;
}

export const bitLength = (n: bigint): number => {
  if (n === 0n) return 0;
  const hex = n.toString(16);
  return hex.length * 4 - Math.clz32(Number.parseInt(hex[0] as string, 16)) + 28;
};

/** The exact decimal of mantissa * 2^exponent. */
export function exactDecimal(mantissa: bigint, exponent: number): Decimal {
  const text = (exponent >= 0 ? mantissa << BigInt(exponent) : mantissa * 5n ** BigInt(-exponent)).toString();
  const point = exponent >= 0 ? text.length : text.length + exponent;
  return trim(text, mantissa === 0n ? 0 : point);
}

function trim(text: string, point: number): Decimal {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 48) end--;
  return end === 0 ? { digits: "", point: 0 } : { digits: text.slice(0, end), point };
}

/** Keeps `count` digits, rounding half to even. */
export function roundDecimal(d: Decimal, count: number): Decimal {
  if (count < 0) return { digits: "", point: 0 };
  if (count >= d.digits.length) return d;
  return shouldRoundUp(d.digits, count) ? roundUp(d, count) : trim(d.digits.slice(0, count), d.point);
}

function shouldRoundUp(digits: string, count: number): boolean {
  if (digits[count] === "5" && count + 1 === digits.length) {
    return count > 0 && (digits.charCodeAt(count - 1) - 48) % 2 === 1;
  }
  return digits.charCodeAt(count) >= 53;
}

function roundUp(d: Decimal, count: number): Decimal {
  let at = count;
  while (at > 0 && d.digits[at - 1] === "9") at--;
  if (at === 0) return { digits: "1", point: d.point + 1 };
  return { digits: d.digits.slice(0, at - 1) + String(Number(d.digits[at - 1]) + 1), point: d.point };
}

/** The fewest digits that read back as the same number of `precision` bits (Go's roundShortest). */
export function shortestDecimal(mantissa: bigint, exponent: number, precision: number): Decimal {
  const exact = exactDecimal(mantissa, exponent);
  if (mantissa === 0n) return exact;
  // One bit more than the precision, so that the lowest bit is half a unit in the last place.
  const shift = bitLength(mantissa) - (precision + 1);
  const scaled = shift >= 0 ? mantissa >> BigInt(shift) : mantissa << BigInt(-shift);
  const lower = exactDecimal(scaled - 1n, exponent + shift).digits;
  const upper = exactDecimal(scaled + 1n, exponent + shift).digits;
  const inclusive = (scaled & 2n) === 0n;
  const { digits } = exact;
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(i);
    const low = i < lower.length ? lower.charCodeAt(i) : 48;
    const high = i < upper.length ? upper.charCodeAt(i) : 48;
    const mayTruncate = low !== digit || (inclusive && i + 1 === lower.length);
    const mayRoundUp = digit !== high && (inclusive || digit + 1 < high || i + 1 < upper.length);
    if (mayTruncate && mayRoundUp) return roundDecimal(exact, i + 1);
    if (mayTruncate) return trim(digits.slice(0, i + 1), exact.point);
    if (mayRoundUp) return roundUp(exact, i + 1);
  }
  return exact;
}

/** Plain notation with the given number of decimals, or as many as there are digits. */
export function plainText({ digits, point }: Decimal, decimals = Math.max(digits.length - point, 0)): string {
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, "0") : "0";
  if (decimals === 0) return whole;
  const zeros = Math.min(Math.max(-point, 0), decimals);
  const fraction = "0".repeat(zeros) + digits.slice(Math.max(point, 0), Math.max(point, 0) + decimals - zeros);
  return `${whole}.${fraction.padEnd(decimals, "0")}`;
}

/** Scientific notation with `decimals` digits after the point, exponent of two digits or more. */
export function scientificText({ digits, point }: Decimal, decimals = Math.max(digits.length - 1, 0)): string {
  const first = digits[0] ?? "0";
  const rest = digits.slice(1, 1 + decimals).padEnd(decimals, "0");
  const exponent = digits === "" ? 0 : point - 1;
  const power = `${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
  return `${first}${rest === "" ? "" : `.${rest}`}e${power}`;
}

/** The general form (`%g`): scientific when the exponent is small or reaches the precision. */
export function generalText(decimal: Decimal, precision?: number): string {
  const shortest = precision === undefined;
  const wanted = shortest ? 6 : Math.max(precision, 1);
  let limit = wanted;
  const d = shortest ? decimal : roundDecimal(decimal, wanted);
  if (!shortest && limit > d.digits.length && d.digits.length >= d.point) limit = d.digits.length;
  const exponent = d.point - 1;
  if (exponent < -4 || exponent >= limit) return scientificText(d);
  return plainText(d);
}

export interface ParsedDecimal {
  readonly negative: boolean;
  /** Undefined for an infinity. */
  readonly digits: bigint | undefined;
  readonly exponent10: number;
  readonly exponent2: number;
}

const NUMBER_TEXT = /^([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:([eEpP])([+-]?\d+))?$/;

/** Reads the number syntax of Go's big.ParseFloat in base 10; undefined when the text is not a number. */
export function parseDecimal(text: string): ParsedDecimal | undefined {
  const infinity = /^([+-]?)[Ii]nf$/.exec(text);
  if (infinity) return { negative: infinity[1] === "-", digits: undefined, exponent10: 0, exponent2: 0 };
  const match = NUMBER_TEXT.exec(text);
  if (!match) return undefined;
  const [, sign, whole = "", afterWhole, afterPoint, letter, power] = match;
  const fraction = afterWhole ?? afterPoint ?? "";
  const exponent = power === undefined ? 0 : Number(power);
  if (Math.abs(exponent) > 2147483647) return undefined;
  const binary = letter === "p" || letter === "P";
  return {
    negative: sign === "-",
    digits: BigInt(whole + fraction),
    exponent10: (binary ? 0 : exponent) - fraction.length,
    exponent2: binary ? exponent : 0,
  };
}
