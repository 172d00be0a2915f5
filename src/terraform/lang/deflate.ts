/**
 * Deflate with exactly the bytes of Go's compress/flate: hash chains over four bytes, lazy matching, blocks of 16,384
 * tokens. `base64gzip` shows these bytes, and so do the archives of the archive provider.
 */
import { crc32 } from "./crc32.ts";
import { BlockWriter } from "./deflate-block.ts";

/** How hard to look for matches: when a match is good, how long one may be improved, when it is long enough, how far. */
interface Effort {
  readonly good: number;
  readonly lazy: number;
  readonly nice: number;
  readonly chain: number;
}

const EFFORTS: Readonly<Record<5 | 6, Effort>> = {
  5: { good: 8, lazy: 16, nice: 32, chain: 32 },
  6: { good: 8, lazy: 16, nice: 128, chain: 128 },
};

const WINDOW = 32768;
const SHORTEST = 4;
const LONGEST = 258;
const BLOCK_TOKENS = 16384;
const HASH_BITS = 17;

/**
 * Raw deflate of the data. `flush` adds the empty block of a Flush before the end. `writes` are the places where one Write
 * ended, when there were several: they may move the window earlier.
 */
export function goDeflate(
  data: Uint8Array,
  { level = 6, flush = false, writes = [] }: { level?: 5 | 6; flush?: boolean; writes?: readonly number[] } = {},
): Uint8Array {
  const writer = new BlockWriter();
  writeTokens(data, EFFORTS[level], writer, new SlidingWindow([...writes, data.length]));
  if (flush) writer.writeStored(new Uint8Array(), false);
  writer.writeStored(new Uint8Array(), true);
  return writer.bytes();
}

/** A gzip stream as Go writes it for data that is flushed and closed. */
export function goGzip(data: Uint8Array): Uint8Array {
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(crc32(data), 0);
  trailer.writeUInt32LE(data.length % 2 ** 32, 4);
  const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
  return Buffer.concat([header, goDeflate(data, { flush: true }), trailer]);
}

interface Match {
  readonly length: number;
  readonly offset: number;
}

/** What of the data Go has at hand: it is filled as it is written, and loses its first half when it is nearly used up. */
class SlidingWindow {
  start = 0;
  readonly #writes: readonly number[];
  #write = 0;
  #end = 0;

  constructor(writes: readonly number[]) {
    this.#writes = writes;
  }

  /** Makes room for a longest match after that place, as far as there is data. */
  reach(index: number): void {
    while (this.#end - index < SHORTEST + LONGEST && this.#write < this.#writes.length) {
      const write = this.#writes[this.#write] as number;
      if (write === this.#end) {
        this.#write++;
        continue;
      }
      if (index - this.start >= 2 * WINDOW - (SHORTEST + LONGEST)) this.start += WINDOW;
      this.#end = Math.min(write, this.start + 2 * WINDOW);
    }
  }
}

function writeTokens(data: Uint8Array, effort: Effort, writer: BlockWriter, window: SlidingWindow): void {
  const chains = new Chains(data, effort);
  let tokens: number[] = [];
  let blockStart = 0;
  const finishBlock = (end: number): void => {
    writer.writeBlock(tokens, data.subarray(blockStart, end));
    blockStart = end;
    tokens = [];
  };
  const emit = (token: number, end: number): void => {
    tokens.push(token);
    if (tokens.length === BLOCK_TOKENS) finishBlock(end);
  };
  let index = 0;
  let head = -1;
  let match: Match = { length: SHORTEST - 1, offset: 0 };
  let literalPending = false;
  while (index < data.length) {
    window.reach(index);
    const oldest = Math.max(index - WINDOW, window.start);
    // Near the end, where four bytes are missing, the last place stays.
    if (index + SHORTEST <= data.length) head = chains.insert(index);
    const previous = match;
    match = { length: SHORTEST - 1, offset: 0 };
    const lookahead = data.length - index;
    if (head >= oldest && lookahead > previous.length && previous.length < effort.lazy) {
      match = chains.longest(index, head, lookahead, oldest) ?? match;
    }
    if (previous.length >= SHORTEST && match.length <= previous.length) {
      // The match that began one byte earlier is at least as good.
      const end = index + previous.length - 1;
      for (index++; index < end; index++) chains.insert(index);
      literalPending = false;
      match = { length: SHORTEST - 1, offset: 0 };
      emit(matchToken(previous), index);
    } else {
      if (literalPending) emit(data[index - 1] as number, index);
      index++;
      literalPending = true;
    }
  }
  if (literalPending) tokens.push(data[index - 1] as number);
  if (tokens.length > 0) finishBlock(index);
}

/** Literals are themselves; matches carry a flag, length and offset. */
const matchToken = ({ length, offset }: Match): number => (1 << 30) | ((length - 3) << 22) | (offset - 1);

/** Earlier places with the same four bytes, latest first. */
class Chains {
  readonly #data: Uint8Array;
  readonly #effort: Effort;
  readonly #head = new Int32Array(1 << HASH_BITS).fill(-1);
  readonly #previous: Int32Array;

  constructor(data: Uint8Array, effort: Effort) {
    this.#data = data;
    this.#effort = effort;
    this.#previous = new Int32Array(data.length).fill(-1);
  }

  /** Enters a place and returns the one before it; where four bytes are missing, there is nothing to enter. */
  insert(index: number): number {
    const data = this.#data;
    if (index + SHORTEST > data.length) return -1;
    const word =
      ((data[index] as number) << 24) |
      ((data[index + 1] as number) << 16) |
      ((data[index + 2] as number) << 8) |
      (data[index + 3] as number);
    const hash = Math.imul(word, 0x1e35a7bd) >>> (32 - HASH_BITS);
    const before = this.#head[hash] as number;
    this.#previous[index] = before;
    this.#head[hash] = index;
    return before;
  }

  longest(at: number, head: number, lookahead: number, oldest: number): Match | undefined {
    const data = this.#data;
    const limit = Math.min(LONGEST, lookahead);
    const nice = Math.min(this.#effort.nice, limit);
    let length = SHORTEST - 1;
    let offset = 0;
    let tries = this.#effort.chain;
    let end = data[at + length];
    for (let i = head; tries > 0; tries--) {
      if (end === data[i + length]) {
        let n = 0;
        while (n < limit && data[i + n] === data[at + n]) n++;
        if (n > length && (n > SHORTEST || at - i <= 4096)) {
          length = n;
          offset = at - i;
          if (n >= nice) break;
          end = data[at + n];
        }
      }
      if (i === at - WINDOW) break;
      i = this.#previous[i] as number;
      if (i < oldest) break;
    }
    return offset === 0 ? undefined : { length, offset };
  }
}
