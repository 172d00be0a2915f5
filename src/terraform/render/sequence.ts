/**
 * Which elements of two sequences belong together. Terraform 1.11 pairs by index when the lengths agree and some old
 * element is gone altogether; else it keeps the longest common subsequence and shows the rest as removed and added.
 */
export type Pair = readonly [beforeIndex: number, afterIndex: number];

/** An index beyond the end stands for "none". */
export function pairSequences<T>(
  before: readonly T[],
  after: readonly T[],
  equal: (a: T, b: T) => boolean,
  paired: (item: T) => boolean = () => false,
): readonly Pair[] {
  if (before.length === after.length && !before.every((item) => after.some((other) => equal(item, other)))) {
    return before.map((_, i) => [i, i] as const);
  }
  const common = longestCommon(before, after, equal);
  const pairs: Pair[] = [];
  let b = 0;
  let a = 0;
  for (const [nextB, nextA] of [...common, [before.length, after.length] as const]) {
    while (b < nextB) {
      const together = paired(before[b] as T) && a < nextA && paired(after[a] as T);
      pairs.push([b++, together ? a++ : after.length]);
    }
    while (a < nextA) pairs.push([before.length, a++]);
    if (nextB < before.length && nextA < after.length) pairs.push([b++, a++]);
  }
  return pairs;
}

function longestCommon<T>(before: readonly T[], after: readonly T[], equal: (a: T, b: T) => boolean): readonly Pair[] {
  // Equal ends need no table; most long lists differ in the middle.
  let start = 0;
  while (start < before.length && start < after.length && equal(before[start] as T, after[start] as T)) start++;
  let end = 0;
  const shortest = Math.min(before.length, after.length) - start;
  while (end < shortest && equal(before[before.length - 1 - end] as T, after[after.length - 1 - end] as T)) end++;
  const pairs: Pair[] = Array.from({ length: start }, (_, i) => [i, i] as const);
  const rows = before.length - end - start;
  const columns = after.length - end - start;
  const lengths = Array.from({ length: rows + 1 }, () => new Uint32Array(columns + 1));
  const same = (i: number, j: number): boolean => equal(before[start + i] as T, after[start + j] as T);
  for (let i = 1; i <= rows; i++) {
    const row = lengths[i] as Uint32Array;
    const above = lengths[i - 1] as Uint32Array;
    for (let j = 1; j <= columns; j++) {
      row[j] = same(i - 1, j - 1) ? (above[j - 1] as number) + 1 : Math.max(above[j] as number, row[j - 1] as number);
    }
  }
  const middle: Pair[] = [];
  let i = rows;
  let j = columns;
  while (i > 0 && j > 0) {
    if (same(i - 1, j - 1)) middle.push([start + --i, start + --j]);
    else if ((lengths[i - 1] as Uint32Array)[j]! > (lengths[i] as Uint32Array)[j - 1]!) i--;
    else j--;
  }
  pairs.push(...middle.reverse());
  for (let k = end; k > 0; k--) pairs.push([before.length - k, after.length - k]);
  return pairs;
}
