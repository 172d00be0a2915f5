/** Small words for turning attributes into AWS input and back. */

/** The value, or undefined where the configuration has none: null and zero values count as none, as in GetOk. */
export const given = <T extends string | number | boolean>(value: T | null | undefined): T | undefined =>
  value === null || value === "" || value === 0 || value === false ? undefined : value;

/** The value, or undefined where it is null; zero values count. */
export const present = <T>(value: T | null | undefined): T | undefined => value ?? undefined;

/** The list, or undefined where it is empty. */
export const some = <T>(values: readonly T[]): T[] | undefined => (values.length > 0 ? [...values] : undefined);

/** The map, or undefined where it is empty. */
export const someEntries = <T>(map: Readonly<Record<string, T>>): Record<string, T> | undefined =>
  Object.keys(map).length > 0 ? map : undefined;

/** Whether an attribute differs between two views of a resource. */
export const differs = <T>(before: T, after: T, ...names: (keyof T)[]): boolean =>
  names.some((name) => stable(before[name]) !== stable(after[name]));

const stable = (value: unknown): string =>
  JSON.stringify(value ?? null, (_, inner: unknown) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

/** What is in one list and not in the other. */
export const without = <T>(values: readonly T[], others: readonly T[]): T[] =>
  values.filter((value) => !others.includes(value));

/** All items of a list operation that answers page by page. */
export async function everyPage<Answer, Item>(
  ask: (marker: string | undefined) => Promise<Answer>,
  items: (answer: Answer) => readonly Item[] | undefined,
  next: (answer: Answer) => string | undefined,
): Promise<Item[]> {
  const found: Item[] = [];
  let marker: string | undefined;
  do {
    const answer = await ask(marker);
    found.push(...(items(answer) ?? []));
    marker = next(answer);
  } while (marker);
  return found;
}
