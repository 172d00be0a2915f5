/** Powers of doubles by Go's method, whose last digits differ from those of the machine's library. */

/** A fraction in [0.5, 1) and the power of two it is to be multiplied by. */
function split(x: number): [number, number] {
  if (x === 0 || !Number.isFinite(x)) return [x, 0];
  let exponent = Math.max(-1023, Math.floor(Math.log2(Math.abs(x))) + 1);
  let fraction = x * 2 ** -exponent;
  while (Math.abs(fraction) < 0.5) {
    fraction *= 2;
    exponent--;
  }
  while (Math.abs(fraction) >= 1) {
    fraction /= 2;
    exponent++;
  }
  return [fraction, exponent];
}

/** x times a power of two, in two steps where one would leave the range. */
function scale(x: number, exponent: number): number {
  if (exponent > 1023) return x * 2 ** 1023 * 2 ** Math.min(exponent - 1023, 1023);
  if (exponent < -1022) return x * 2 ** -1022 * 2 ** Math.max(exponent + 1022, -1074);
  return x * 2 ** exponent;
}

export function goPower(x: number, y: number): number {
  const isPlain = Number.isFinite(x) && Number.isFinite(y) && x !== 0 && y !== 0 && x !== 1 && y !== 1;
  if (!isPlain || Math.abs(y) >= 2 ** 53) return x ** y;
  if (y === 0.5) return Math.sqrt(x);
  if (y === -0.5) return 1 / Math.sqrt(x);
  let whole = Math.trunc(Math.abs(y));
  let rest = Math.abs(y) - whole;
  if (rest !== 0 && x < 0) return Number.NaN;
  let result = 1;
  if (rest !== 0) {
    if (rest > 0.5) {
      rest--;
      whole++;
    }
    result = Math.exp(rest * Math.log(x));
  }
  let exponent = 0;
  let [factor, factorExponent] = split(x);
  for (; whole >= 1; whole = Math.floor(whole / 2)) {
    if (Math.abs(factorExponent) > 4096) {
      exponent += factorExponent;
      break;
    }
    if (whole % 2 === 1) {
      result *= factor;
      exponent += factorExponent;
    }
    factor *= factor;
    factorExponent *= 2;
    if (factor < 0.5) {
      factor += factor;
      factorExponent--;
    }
  }
  return y < 0 ? scale(1 / result, -exponent) : scale(result, exponent);
}
