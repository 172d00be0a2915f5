/**
 * Terraform's numbers: binary floating point with a 512-bit mantissa, as Go's math/big Float has it, printed as the
 * shortest decimal that reads back as the same number. A number remembers its precision, because Terraform's functions
 * make some with 53 bits (`pow`, `log`) or 64 (`length`), and that shows in printed fractions.
 */
import {
  bitLength,
  type Decimal,
  exactDecimal,
  generalText,
  parseDecimal,
  plainText,
  roundDecimal,
  shortestDecimal,
} from "./decimal.ts";

const FULL_PRECISION = 512;
const INTEGER_PRECISION = 64;
const DOUBLE_PRECISION = 53;

/** An operation without a result, such as Inf - Inf. */
export class NotANumberError extends Error {}

export class BigFloat {
  /** The whole value where it is an integer that a double holds exactly (with -0); else NaN, or an infinity. */
  readonly #small: number;
  readonly #mantissa: bigint;
  readonly #exponent: number;
  readonly precision: number;

  private constructor(small: number, mantissa: bigint, exponent: number, precision: number) {
    this.#small = small;
    this.#mantissa = mantissa;
    this.#exponent = exponent;
    this.precision = precision;
  }

  /** As Go's NumberIntVal and NumberFloatVal make them: 64 bits for integers, 53 for fractions. */
  static from(number: number | bigint): BigFloat {
    if (typeof number === "number") {
      if (Number.isSafeInteger(number)) return new BigFloat(number, 0n, 0, INTEGER_PRECISION);
      if (Number.isNaN(number)) throw new NotANumberError("NaN is not a number");
      if (!Number.isFinite(number)) return number > 0 ? BigFloat.INFINITY : BigFloat.NEGATIVE_INFINITY;
      return BigFloat.fromDouble(number);
    }
    return BigFloat.#make(number, 0, Math.max(INTEGER_PRECISION, bitLength(number < 0n ? -number : number)));
  }

  /** Always with a double's 53 bits, integers too. */
  static fromDouble(number: number): BigFloat {
    if (Number.isSafeInteger(number)) return new BigFloat(number, 0n, 0, DOUBLE_PRECISION);
    if (!Number.isFinite(number)) return BigFloat.from(number);
    let exponent = 0;
    let scaled = number;
    while (!Number.isInteger(scaled)) {
      scaled *= 2;
      exponent--;
    }
    return BigFloat.#make(BigInt(scaled), exponent, DOUBLE_PRECISION);
  }

  static readonly INFINITY: BigFloat = new BigFloat(Number.POSITIVE_INFINITY, 0n, 0, FULL_PRECISION);
  static readonly NEGATIVE_INFINITY: BigFloat = new BigFloat(Number.NEGATIVE_INFINITY, 0n, 0, FULL_PRECISION);

  /** Reads decimal text at full precision; undefined when it is not a number. */
  static parse(text: string): BigFloat | undefined {
    if (text.length <= 15 && /^(?:0|-?[1-9]\d*)$/.test(text)) {
      return new BigFloat(Number(text), 0n, 0, FULL_PRECISION);
    }
    const parsed = parseDecimal(text);
    if (!parsed) return undefined;
    const { negative, digits, exponent10, exponent2 } = parsed;
    if (digits === undefined) return negative ? BigFloat.NEGATIVE_INFINITY : BigFloat.INFINITY;
    if (digits === 0n) return new BigFloat(negative ? -0 : 0, 0n, 0, FULL_PRECISION);
    const signed = negative ? -digits : digits;
    if (exponent10 >= 0) return BigFloat.#make(signed * 10n ** BigInt(exponent10), exponent2, FULL_PRECISION);
    const divisor = 5n ** BigInt(-exponent10);
    return BigFloat.#quotient(signed, divisor, exponent10 + exponent2, FULL_PRECISION);
  }

  /** signed * 2^exponent rounded to the precision; `sticky` says that there were lower bits that are not zero. */
  static #make(signed: bigint, exponent: number, precision: number, sticky = false): BigFloat {
    if (signed === 0n) return new BigFloat(0, 0n, 0, precision);
    const negative = signed < 0n;
    let mantissa = negative ? -signed : signed;
    let power = exponent;
    const excess = bitLength(mantissa) - precision;
    if (excess > 0) {
      const shift = BigInt(excess);
      const rest = mantissa & ((1n << shift) - 1n);
      const half = 1n << (shift - 1n);
      mantissa >>= shift;
      power += excess;
      if (rest > half || (rest === half && (sticky || (mantissa & 1n) === 1n))) mantissa += 1n;
    }
    if (power < 0 && (mantissa & 1n) === 0n) {
      // Only as far as needed to see an integer.
      const zeros = trailingZeros(mantissa);
      mantissa >>= BigInt(zeros);
      power += zeros;
    }
    if (power >= 0 && power < 54) {
      const whole = mantissa << BigInt(power);
      if (whole <= 9007199254740991n) return new BigFloat(Number(negative ? -whole : whole), 0n, 0, precision);
    }
    return new BigFloat(Number.NaN, negative ? -mantissa : mantissa, power, precision);
  }

  /** a / b * 2^exponent, correctly rounded. */
  static #quotient(a: bigint, b: bigint, exponent: number, precision: number): BigFloat {
    const negative = a < 0n !== b < 0n;
    const x = a < 0n ? -a : a;
    const y = b < 0n ? -b : b;
    const shift = Math.max(precision + 2 + bitLength(y) - bitLength(x), 0);
    const numerator = x << BigInt(shift);
    const quotient = numerator / y;
    const sticky = quotient * y !== numerator;
    return BigFloat.#make(
      negative ? -((quotient << 1n) | (sticky ? 1n : 0n)) : (quotient << 1n) | (sticky ? 1n : 0n),
      exponent - shift - 1,
      precision,
      sticky,
    );
  }

  get isInfinite(): boolean {
    return this.#small === Number.POSITIVE_INFINITY || this.#small === Number.NEGATIVE_INFINITY;
  }

  get isZero(): boolean {
    return this.#small === 0;
  }

  /** Negative, or -0. */
  get isNegative(): boolean {
    if (Number.isNaN(this.#small)) return this.#mantissa < 0n;
    return this.#small < 0 || Object.is(this.#small, -0);
  }

  get isInteger(): boolean {
    return Number.isNaN(this.#small) ? this.#exponent >= 0 : Number.isInteger(this.#small);
  }

  /** -1, 0 or 1; the zeros have none. */
  get sign(): -1 | 0 | 1 {
    if (this.isZero) return 0;
    return this.isNegative ? -1 : 1;
  }

  #parts(): readonly [bigint, number] {
    return Number.isNaN(this.#small) ? [this.#mantissa, this.#exponent] : [BigInt(this.#small), 0];
  }

  add(other: BigFloat): BigFloat {
    const precision = Math.max(this.precision, other.precision);
    const sum = this.#small + other.#small;
    if (Number.isSafeInteger(sum) && Number.isInteger(this.#small)) return new BigFloat(sum, 0n, 0, precision);
    if (this.isInfinite || other.isInfinite) {
      if (this.isInfinite && other.isInfinite && this.#small !== other.#small) {
        throw new NotANumberError("addition of infinities with opposite signs");
      }
      return this.isInfinite ? this : other;
    }
    const [a, aExponent] = this.#parts();
    const [b, bExponent] = other.#parts();
    const exponent = Math.min(aExponent, bExponent);
    return BigFloat.#make(
      (a << BigInt(aExponent - exponent)) + (b << BigInt(bExponent - exponent)),
      exponent,
      precision,
    );
  }

  subtract(other: BigFloat): BigFloat {
    return this.add(other.negate());
  }

  negate(): BigFloat {
    return new BigFloat(-this.#small, -this.#mantissa, this.#exponent, this.precision);
  }

  abs(): BigFloat {
    return this.isNegative ? this.negate() : this;
  }

  multiply(other: BigFloat): BigFloat {
    const precision = Math.max(this.precision, other.precision);
    const product = this.#small * other.#small;
    if (Number.isSafeInteger(product) && Number.isInteger(this.#small)) {
      return new BigFloat(product, 0n, 0, precision);
    }
    if (this.isInfinite || other.isInfinite) {
      if (this.isZero || other.isZero) throw new NotANumberError("multiplication of zero with infinity");
      return this.isNegative === other.isNegative ? BigFloat.INFINITY : BigFloat.NEGATIVE_INFINITY;
    }
    if (this.isZero || other.isZero) {
      return new BigFloat(this.isNegative === other.isNegative ? 0 : -0, 0n, 0, precision);
    }
    const [a, aExponent] = this.#parts();
    const [b, bExponent] = other.#parts();
    // cty keeps as many bits as the product needs, up to 512.
    const exact = a * b;
    const needed = bitLength(exact < 0n ? -exact : exact) - trailingZeros(exact);
    const kept = Math.min(Math.max(precision, needed), FULL_PRECISION);
    return BigFloat.#make(exact, aExponent + bExponent, kept);
  }

  divide(other: BigFloat): BigFloat {
    const precision = Math.max(this.precision, other.precision);
    if (other.isZero || this.isInfinite || other.isInfinite) return this.#divideSpecial(other, precision);
    const quotient = this.#small / other.#small;
    if (Number.isSafeInteger(quotient) && quotient * other.#small === this.#small) {
      return new BigFloat(quotient, 0n, 0, precision);
    }
    const [a, aExponent] = this.#parts();
    const [b, bExponent] = other.#parts();
    return BigFloat.#quotient(a, b, aExponent - bExponent, precision);
  }

  #divideSpecial(other: BigFloat, precision: number): BigFloat {
    const positive = this.isNegative === other.isNegative;
    if (other.isInfinite) {
      if (this.isInfinite) throw new NotANumberError("division of infinity by infinity");
      return new BigFloat(positive ? 0 : -0, 0n, 0, precision);
    }
    if (this.isZero) throw new NotANumberError("division of zero by zero or infinity by infinity");
    return positive ? BigFloat.INFINITY : BigFloat.NEGATIVE_INFINITY;
  }

  /** What is left of a division truncated toward zero; the number itself when dividing by zero. */
  modulo(other: BigFloat): BigFloat {
    if (this.isInfinite || other.isInfinite) return this.multiply(other);
    if (other.isZero) return this;
    const times = this.divide(other).truncate();
    return this.subtract(other.multiply(times));
  }

  /** Toward zero. */
  truncate(): BigFloat {
    if (!Number.isNaN(this.#small) || this.#exponent >= 0) return this;
    const negative = this.#mantissa < 0n;
    const whole = (negative ? -this.#mantissa : this.#mantissa) >> BigInt(-this.#exponent);
    return BigFloat.#make(negative ? -whole : whole, 0, this.precision);
  }

  floor(): BigFloat {
    if (this.isInteger || this.isInfinite) return this;
    const whole = this.truncate();
    return this.isNegative ? whole.subtract(BigFloat.from(1)) : whole;
  }

  ceil(): BigFloat {
    if (this.isInteger || this.isInfinite) return this;
    const whole = this.truncate();
    return this.isNegative ? whole : whole.add(BigFloat.from(1));
  }

  compare(other: BigFloat): -1 | 0 | 1 {
    const a = this.#small;
    const b = other.#small;
    if (!Number.isNaN(a) && !Number.isNaN(b)) return a < b ? -1 : a > b ? 1 : 0;
    if (this.isInfinite) return a > 0 ? 1 : -1;
    if (other.isInfinite) return b > 0 ? -1 : 1;
    const [x, xExponent] = this.#parts();
    const [y, yExponent] = other.#parts();
    const exponent = Math.min(xExponent, yExponent);
    const left = x << BigInt(xExponent - exponent);
    const right = y << BigInt(yExponent - exponent);
    return left < right ? -1 : left > right ? 1 : 0;
  }

  equals(other: BigFloat): boolean {
    return this.compare(other) === 0;
  }

  /** The nearest double. */
  toNumber(): number {
    if (!Number.isNaN(this.#small)) return this.#small;
    return Number(this.toExactString());
  }

  /** The integer part. */
  toBigInt(): bigint {
    if (this.isInfinite) throw new NotANumberError("infinity has no integer part");
    const whole = this.truncate();
    const [mantissa, exponent] = whole.#parts();
    return mantissa << BigInt(exponent);
  }

  /** The value as an array index or count: a safe integer, else undefined. */
  toSafeInteger(): number | undefined {
    return Number.isSafeInteger(this.#small) ? this.#small : undefined;
  }

  /** The absolute value in exact decimal. */
  toDecimal(): Decimal {
    const [mantissa, exponent] = this.#parts();
    return exactDecimal(mantissa < 0n ? -mantissa : mantissa, exponent);
  }

  /** The absolute value in the fewest digits that read back the same. */
  toShortestDecimal(): Decimal {
    const [mantissa, exponent] = this.#parts();
    return shortestDecimal(mantissa < 0n ? -mantissa : mantissa, exponent, this.precision);
  }

  /** As Terraform prints it: plain notation, shortest digits. */
  toString(): string {
    if (!Number.isNaN(this.#small)) {
      if (this.isInfinite) return this.#small > 0 ? "+Inf" : "-Inf";
      return Object.is(this.#small, -0) ? "-0" : String(this.#small);
    }
    return (this.isNegative ? "-" : "") + plainText(this.toShortestDecimal());
  }

  toExactString(): string {
    if (this.isInfinite) return this.toString();
    return (this.isNegative ? "-" : "") + plainText(this.toDecimal());
  }

  /** Ten significant digits, as Go's Float.String: what sets of structured values are ordered by. */
  toRoundedString(): string {
    if (this.isInfinite) return this.toString();
    return (this.isNegative ? "-" : "") + generalText(roundDecimal(this.toDecimal(), 10), 10);
  }
}

const trailingZeros = (n: bigint): number => {
  if (n === 0n) return 0;
  let zeros = 0;
  let rest = n < 0n ? -n : n;
  while ((rest & 0xffffffffn) === 0n) {
    rest >>= 32n;
    zeros += 32;
  }
  while ((rest & 1n) === 0n) {
    rest >>= 1n;
    zeros++;
  }
  return zeros;
};
