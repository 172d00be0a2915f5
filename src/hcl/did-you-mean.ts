/** "Did you mean": the first name that is at most two edits away, as Terraform picks it. */

/** The first of `names` within an edit distance of two of `given`; undefined when there is none. */
export function suggestion(given: string, names: Iterable<string>): string | undefined {
  for (const name of names) if (editDistance(given, name) < 3) return name;
  return undefined;
}

/** ` Did you mean "x"?` with its leading space, or nothing. */
export function didYouMean(given: string, names: Iterable<string>): string {
  const name = suggestion(given, names);
  return name === undefined ? "" : ` Did you mean "${name}"?`;
}

/** Terraform tries the names of functions in no certain order; the nearest is the likeliest. */
export const nearestFirst = (given: string, names: Iterable<string>): string[] =>
  [...names].sort((a, b) => editDistance(given, a) - editDistance(given, b));

function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (previous[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(replaced, (previous[j] as number) + 1, (row[j - 1] as number) + 1));
    }
    previous = row;
  }
  return previous[b.length] as number;
}
