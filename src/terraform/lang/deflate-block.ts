/** Writes blocks of deflate tokens the way Go chooses: stored, with the fixed code, or with a code of their own. */
import { bitLength, type HuffmanCode, huffmanCode, reverseBits } from "./huffman.ts";

const END = 256;
const LENGTHS_FROM = 257;
const LARGEST_STORED = 65535;
const CODEGEN_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** Length codes: extra bits, and the least length (from 0 for three bytes). */
const LENGTH_EXTRA = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const LENGTH_BASE = bases(LENGTH_EXTRA.slice(0, -1)).concat(255);
const OFFSET_EXTRA = Array.from({ length: 30 }, (_, code) => Math.max((code >> 1) - 1, 0));
const OFFSET_BASE = bases(OFFSET_EXTRA);

function bases(extra: readonly number[]): number[] {
  let next = 0;
  return extra.map((bits) => {
    const base = next;
    next += 1 << bits;
    return base;
  });
}

/** The code whose range the value lies in. */
function codeOf(base: readonly number[], value: number): number {
  let low = 0;
  let high = base.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((base[middle] as number) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

const FIXED_LITERALS: HuffmanCode = fixedLiterals();
const FIXED_OFFSETS: HuffmanCode = {
  codes: Uint16Array.from({ length: 30 }, (_, i) => reverseBits(i, 5)),
  lengths: new Uint8Array(30).fill(5),
};

function fixedLiterals(): HuffmanCode {
  const codes = new Uint16Array(286);
  const lengths = new Uint8Array(286);
  for (let symbol = 0; symbol < 286; symbol++) {
    const [code, length] =
      symbol < 144
        ? [symbol + 48, 8]
        : symbol < 256
          ? [symbol + 400 - 144, 9]
          : symbol < 280
            ? [symbol - 256, 7]
            : [symbol + 192 - 280, 8];
    codes[symbol] = reverseBits(code, length);
    lengths[symbol] = length;
  }
  return { codes, lengths };
}

interface Frequencies {
  readonly literals: number[];
  readonly offsets: number[];
}

export class BlockWriter {
  readonly #bytes: number[] = [];
  #bits = 0;
  #count = 0;

  bytes(): Uint8Array {
    this.#align();
    return Uint8Array.from(this.#bytes);
  }

  #write(value: number, count: number): void {
    this.#bits |= value << this.#count;
    this.#count += count;
    while (this.#count >= 8) {
      this.#bytes.push(this.#bits & 255);
      this.#bits >>>= 8;
      this.#count -= 8;
    }
  }

  #align(): void {
    if (this.#count > 0) this.#write(0, 8 - this.#count);
  }

  writeStored(data: Uint8Array, final: boolean): void {
    this.#write(final ? 1 : 0, 3);
    this.#align();
    this.#write(data.length, 16);
    this.#write(~data.length & 0xffff, 16);
    for (const byte of data) this.#bytes.push(byte);
  }

  writeBlock(tokens: readonly number[], data: Uint8Array): void {
    const frequencies = countTokens(tokens);
    const { literals, offsets } = frequencies;
    const storable = data.length <= LARGEST_STORED;
    const extra = storable ? extraBits(frequencies) : 0;
    const literalCode = huffmanCode(literals, 15);
    const offsetCode = huffmanCode(offsets, 15);
    const fixedSize = 3 + bitLength(FIXED_LITERALS, literals) + bitLength(FIXED_OFFSETS, offsets) + extra;
    const header = codegen(literalCode, offsetCode);
    const dynamicSize = header.size + bitLength(literalCode, literals) + bitLength(offsetCode, offsets) + extra;
    const isDynamic = dynamicSize < fixedSize;
    if (storable && (data.length + 5) * 8 < Math.min(fixedSize, dynamicSize)) {
      this.writeStored(data, false);
    } else if (isDynamic) {
      this.#writeHeader(header, literalCode, offsetCode);
      this.#writeTokens(tokens, literalCode, offsetCode);
    } else {
      this.#write(2, 3);
      this.#writeTokens(tokens, FIXED_LITERALS, FIXED_OFFSETS);
    }
  }

  #writeHeader({ code, sequence, count }: Codegen, literals: HuffmanCode, offsets: HuffmanCode): void {
    this.#write(4, 3);
    this.#write(literals.lengths.length - 257, 5);
    this.#write(offsets.lengths.length - 1, 5);
    this.#write(count - 4, 4);
    for (const symbol of CODEGEN_ORDER.slice(0, count)) this.#write(code.lengths[symbol] as number, 3);
    for (const { symbol, extra, bits } of sequence) {
      this.#write(code.codes[symbol] as number, code.lengths[symbol] as number);
      if (bits > 0) this.#write(extra, bits);
    }
  }

  #writeTokens(tokens: readonly number[], literals: HuffmanCode, offsets: HuffmanCode): void {
    for (const token of tokens) {
      if (token < 256) {
        this.#write(literals.codes[token] as number, literals.lengths[token] as number);
        continue;
      }
      const { length, offset } = matchOf(token);
      const lengthCode = codeOf(LENGTH_BASE, length);
      const symbol = LENGTHS_FROM + lengthCode;
      this.#write(literals.codes[symbol] as number, literals.lengths[symbol] as number);
      this.#write(length - (LENGTH_BASE[lengthCode] as number), LENGTH_EXTRA[lengthCode] as number);
      const offsetSymbol = codeOf(OFFSET_BASE, offset);
      this.#write(offsets.codes[offsetSymbol] as number, offsets.lengths[offsetSymbol] as number);
      this.#write(offset - (OFFSET_BASE[offsetSymbol] as number), OFFSET_EXTRA[offsetSymbol] as number);
    }
    this.#write(literals.codes[END] as number, literals.lengths[END] as number);
  }
}

/** Length less three, and offset less one. */
const matchOf = (token: number): { readonly length: number; readonly offset: number } => ({
  length: (token >> 22) & 255,
  offset: token & 0x3fffff,
});

function countTokens(tokens: readonly number[]): Frequencies {
  const literals = Array.from({ length: 286 }, () => 0);
  const offsets = Array.from({ length: 30 }, () => 0);
  const add = (counts: number[], symbol: number): void => {
    counts[symbol] = (counts[symbol] as number) + 1;
  };
  for (const token of tokens) {
    if (token < 256) add(literals, token);
    else {
      const { length, offset } = matchOf(token);
      add(literals, LENGTHS_FROM + codeOf(LENGTH_BASE, length));
      add(offsets, codeOf(OFFSET_BASE, offset));
    }
  }
  add(literals, END);
  while (literals.at(-1) === 0) literals.pop();
  while (offsets.at(-1) === 0) offsets.pop();
  // A code for offsets needs at least one.
  if (offsets.length === 0) offsets.push(1);
  return { literals, offsets };
}

function extraBits({ literals, offsets }: Frequencies): number {
  let bits = 0;
  for (let code = 8; LENGTHS_FROM + code < literals.length; code++) {
    bits += (literals[LENGTHS_FROM + code] as number) * (LENGTH_EXTRA[code] as number);
  }
  for (let code = 4; code < offsets.length; code++) bits += (offsets[code] as number) * (OFFSET_EXTRA[code] as number);
  return bits;
}

interface Codegen {
  readonly code: HuffmanCode;
  readonly sequence: readonly { readonly symbol: number; readonly extra: number; readonly bits: number }[];
  readonly count: number;
  readonly size: number;
}

/** How the code lengths themselves are written: runs of them as repeat symbols. */
function codegen(literals: HuffmanCode, offsets: HuffmanCode): Codegen {
  const lengths = [...literals.lengths, ...offsets.lengths];
  const frequencies = Array.from({ length: 19 }, () => 0);
  const sequence: { symbol: number; extra: number; bits: number }[] = [];
  const put = (symbol: number, extra = 0, bits = 0): void => {
    sequence.push({ symbol, extra, bits });
    frequencies[symbol] = (frequencies[symbol] as number) + 1;
  };
  for (let at = 0; at < lengths.length; ) {
    const length = lengths[at] as number;
    let count = 1;
    while (lengths[at + count] === length) count++;
    at += count;
    if (length !== 0) {
      put(length);
      for (count--; count >= 3; ) {
        const n = Math.min(count, 6);
        put(16, n - 3, 2);
        count -= n;
      }
    } else {
      while (count >= 11) {
        const n = Math.min(count, 138);
        put(18, n - 11, 7);
        count -= n;
      }
      if (count >= 3) {
        put(17, count - 3, 3);
        count = 0;
      }
    }
    for (; count > 0; count--) put(length);
  }
  const code = huffmanCode(frequencies, 7);
  let count = CODEGEN_ORDER.length;
  while (count > 4 && frequencies[CODEGEN_ORDER[count - 1] as number] === 0) count--;
  const repeats = sequence.reduce((sum, { bits }) => sum + bits, 0);
  return { code, sequence, count, size: 3 + 5 + 5 + 4 + 3 * count + bitLength(code, frequencies) + repeats };
}
