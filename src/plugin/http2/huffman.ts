/**
 * The Huffman code of header strings (RFC 7541, appendix B). It is canonical: codes of one length count up in the order
 * of their symbols, so the lengths say everything.
 */

/** Bits of each byte's code; the last one's is the end of a string, which never occurs in one. */
const LENGTHS: readonly number[] = [
  13, 23, 28, 28, 28, 28, 28, 28, 28, 24, 30, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 30, 28, 28, 28, 28, 28, 28,
  28, 28, 28, 6, 10, 10, 12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6, 5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 7, 8, 15, 6, 12, 10,
  13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19, 13, 14, 6, 15, 5, 6, 5, 6,
  5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5, 6, 7, 6, 5, 5, 6, 7, 7, 7, 7, 7, 15, 11, 14, 13, 28, 20, 22, 20, 20, 22, 22, 22, 23,
  22, 23, 23, 23, 23, 23, 24, 23, 24, 24, 22, 23, 24, 23, 23, 23, 23, 21, 22, 23, 22, 23, 23, 24, 22, 21, 20, 22, 22,
  23, 23, 21, 23, 22, 22, 24, 21, 22, 23, 23, 21, 21, 22, 21, 23, 22, 23, 23, 20, 22, 22, 22, 23, 22, 22, 23, 26, 26,
  20, 19, 22, 23, 22, 25, 26, 26, 26, 27, 27, 26, 24, 25, 19, 21, 26, 27, 27, 26, 27, 24, 21, 21, 26, 26, 28, 27, 27,
  27, 20, 24, 20, 21, 22, 21, 21, 23, 22, 22, 25, 25, 24, 24, 26, 23, 26, 27, 26, 26, 27, 27, 27, 27, 27, 28, 27, 27,
  27, 27, 27, 26, 30,
];
const END = 256;
const LONGEST = 30;

interface CodesOfLength {
  readonly first: number;
  readonly symbols: readonly number[];
}

const BY_LENGTH: readonly CodesOfLength[] = codes();

function codes(): CodesOfLength[] {
  const found: CodesOfLength[] = [];
  let first = 0;
  for (let length = 0; length <= LONGEST; length++) {
    const symbols = LENGTHS.flatMap((bits, symbol) => (bits === length ? [symbol] : []));
    found.push({ first, symbols });
    first = (first + symbols.length) * 2;
  }
  return found;
}

/** Undefined for what is no such code. A string ends with fewer than eight bits, all of them one. */
export function decodeHuffman(bytes: Uint8Array): string | undefined {
  const text: number[] = [];
  let code = 0;
  let length = 0;
  let allOnes = true;
  for (const byte of bytes) {
    for (let bit = 7; bit >= 0; bit--) {
      const next = (byte >> bit) & 1;
      code = code * 2 + next;
      length++;
      allOnes &&= next === 1;
      if (length > LONGEST) return undefined;
      const { first, symbols } = BY_LENGTH[length] as CodesOfLength;
      const symbol = symbols[code - first];
      if (symbol === undefined) continue;
      if (symbol === END) return undefined;
      text.push(symbol);
      code = 0;
      length = 0;
      allOnes = true;
    }
  }
  return length < 8 && allOnes ? Buffer.from(text).toString("latin1") : undefined;
}
