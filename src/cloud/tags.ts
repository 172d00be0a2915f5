/** Tags as most services have them. What breaks the common rules is found here; each service has its own sentence for it. */
export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

export type TagFault =
  | { readonly kind: "duplicate"; readonly key: string }
  | { readonly kind: "reserved"; readonly key: string }
  | { readonly kind: "too-many"; readonly count: number };

/** Rules of all services: 50 tags, keys once only, none that starts with aws: in any letter case. */
export function findTagFault(keys: Iterable<string>, most = 50): TagFault | undefined {
  const seen = new Set<string>();
  for (const key of keys) {
    if (key.toLowerCase().startsWith("aws:")) return { kind: "reserved", key };
    if (seen.has(key)) return { kind: "duplicate", key };
    seen.add(key);
  }
  return seen.size > most ? { kind: "too-many", count: seen.size } : undefined;
}

/** Later values win; the order is that in which keys first came. */
export function mergeTags(existing: readonly Tag[], added: readonly Tag[]): Tag[] {
  const values = new Map(existing.map(({ Key, Value }) => [Key, Value]));
  for (const { Key, Value } of added) values.set(Key, Value);
  return [...values].map(([Key, Value]) => ({ Key, Value }));
}

export function withoutTags(existing: readonly Tag[], keys: readonly string[]): Tag[] {
  return existing.filter(({ Key }) => !keys.includes(Key));
}
