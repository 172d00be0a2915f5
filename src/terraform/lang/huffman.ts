/** Length-limited Huffman codes as Go's compress/flate builds them, so that compressed bytes are the same. */

export interface HuffmanCode {
  /** By symbol; bits are in the order they are written. */
  readonly codes: Uint16Array;
  readonly lengths: Uint8Array;
}

interface Node {
  readonly symbol: number;
  readonly frequency: number;
}

/** The code for the frequencies, with no code longer than `limit` bits. */
export function huffmanCode(frequencies: ArrayLike<number>, limit: number): HuffmanCode {
  const codes = new Uint16Array(frequencies.length);
  const lengths = new Uint8Array(frequencies.length);
  let nodes: Node[] = [];
  for (let symbol = 0; symbol < frequencies.length; symbol++) {
    const frequency = frequencies[symbol] as number;
    if (frequency > 0) nodes.push({ symbol, frequency });
  }
  if (nodes.length <= 2) {
    for (const [i, { symbol }] of nodes.entries()) {
      codes[symbol] = i;
      lengths[symbol] = 1;
    }
    return { codes, lengths };
  }
  nodes.sort((a, b) => a.frequency - b.frequency || a.symbol - b.symbol);
  let code = 0;
  for (const [length, count] of countsByLength(nodes, limit).entries()) {
    code <<= 1;
    if (length === 0 || count === 0) continue;
    const chunk = nodes.slice(nodes.length - count).sort((a, b) => a.symbol - b.symbol);
    for (const { symbol } of chunk) {
      codes[symbol] = reverseBits(code, length);
      lengths[symbol] = length;
      code++;
    }
    nodes = nodes.slice(0, nodes.length - count);
  }
  return { codes, lengths };
}

export function reverseBits(value: number, length: number): number {
  let result = 0;
  for (let i = 0; i < length; i++) result |= ((value >> i) & 1) << (length - 1 - i);
  return result;
}

export function bitLength({ lengths }: HuffmanCode, frequencies: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < frequencies.length; i++) total += (frequencies[i] as number) * (lengths[i] ?? 0);
  return total;
}

interface Level {
  lastFrequency: number;
  nextLeaf: number;
  nextPair: number;
  needed: number;
}

/** How many codes have each length: the package-merge row by row, keeping only what the last row needs. */
function countsByLength(nodes: readonly Node[], limit: number): number[] {
  const n = nodes.length;
  const deepest = Math.min(limit, n - 1);
  const frequency = (i: number): number => nodes[i]?.frequency ?? Number.POSITIVE_INFINITY;
  const levels: Level[] = [];
  const leaves: number[][] = [];
  for (let level = 0; level <= deepest + 1; level++) {
    levels.push({
      lastFrequency: frequency(1),
      nextLeaf: frequency(2),
      nextPair: level <= 1 ? Number.POSITIVE_INFINITY : frequency(0) + frequency(1),
      needed: 0,
    });
    leaves.push(Array.from({ length: deepest + 2 }, (_, i) => (i === level && level > 0 ? 2 : 0)));
  }
  const at = (i: number): Level => levels[i] as Level;
  at(deepest).needed = 2 * n - 4;
  for (let level = deepest; ; ) {
    const current = at(level);
    if (current.nextPair === Number.POSITIVE_INFINITY && current.nextLeaf === Number.POSITIVE_INFINITY) {
      current.needed = 0;
      at(level + 1).nextPair = Number.POSITIVE_INFINITY;
      level++;
      continue;
    }
    const previous = current.lastFrequency;
    const own = leaves[level] as number[];
    if (current.nextLeaf < current.nextPair) {
      const count = (own[level] as number) + 1;
      current.lastFrequency = current.nextLeaf;
      own[level] = count;
      current.nextLeaf = frequency(count);
    } else {
      current.lastFrequency = current.nextPair;
      const below = leaves[level - 1] as number[];
      for (let i = 0; i < level; i++) own[i] = below[i] as number;
      at(level - 1).needed = 2;
    }
    current.needed--;
    if (current.needed === 0) {
      if (level === deepest) break;
      at(level + 1).nextPair = previous + current.lastFrequency;
      level++;
    } else while (at(level - 1).needed > 0) level--;
  }
  const counts = [0];
  const last = leaves[deepest] as number[];
  for (let level = deepest; level > 0; level--) counts.push((last[level] as number) - (last[level - 1] as number));
  return counts;
}
