/** Applies an update: members that are given replace, members that are not stay; empty texts and lists take away. */
export function changed<Entity extends object>(entity: Entity, changes: object, keep: readonly string[] = []): Entity {
  const result = { ...entity } as Record<string, unknown>;
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || keep.includes(name)) continue;
    const empty = value === "" || (Array.isArray(value) && value.length === 0);
    if (empty) delete result[name];
    else result[name] = value;
  }
  return result as Entity;
}

/** The members that are given, without those that only say where. */
export function given(input: object, without: readonly string[] = []): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(input).filter(([name, value]) => value !== undefined && !without.includes(name)),
  );
}
