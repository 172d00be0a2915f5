/** Tags as the provider merges them: a resource's own over `default_tags`, without those that `ignore_tags` names. */
import { hasUnknown, isObject, type Plain, type PlainObject, samePlain, UNKNOWN } from "./plain.ts";
import { isZero } from "./plan-legacy.ts";
import type { Shape } from "./shape.ts";

export type TagMap = Readonly<Record<string, string>>;

export interface TagSettings {
  readonly defaults: TagMap;
  readonly ignoredKeys: ReadonlySet<string>;
  readonly ignoredPrefixes: readonly string[];
}

export const NO_TAG_SETTINGS: TagSettings = { defaults: {}, ignoredKeys: new Set(), ignoredPrefixes: [] };

const isIgnored = (key: string, { ignoredKeys, ignoredPrefixes }: TagSettings): boolean =>
  ignoredKeys.has(key) || ignoredPrefixes.some((prefix) => key.startsWith(prefix));

/** The planned `tags_all`; undefined leaves it as it is. */
export function planTagsAll(
  shape: Shape,
  prior: PlainObject | null,
  planned: PlainObject,
  settings: TagSettings,
): Plain | undefined {
  const attribute = shape.block.attributes.get("tags_all");
  if (!attribute || !shape.block.attributes.has("tags")) return undefined;
  const tags = planned["tags"] ?? null;
  if (hasUnknown(tags)) return UNKNOWN;
  const merged = withoutIgnored({ ...settings.defaults, ...(tags as TagMap | null) }, settings);
  if (shape.modern) return merged;
  // The older SDK cannot tell an empty value from none.
  const foreseen = Object.values(merged).includes("") ? UNKNOWN : merged;
  if (prior !== null && refusesDefaults(planned["override_provider"]))
    return withoutIgnored((tags ?? {}) as TagMap, settings);
  const before = prior?.["tags"] ?? null;
  if (!samePlain(before, tags, attribute.type) && !(isZero(before) && isZero(tags))) return foreseen;
  if (Object.keys(merged).length === 0 || samePlain(prior?.["tags_all"], merged, attribute.type)) return undefined;
  return foreseen;
}

/** A plan with the `tags_all` that it did not foresee although the tags are known. */
export function withTagsAll(shape: Shape, plan: PlainObject, settings: TagSettings): PlainObject {
  const tags = plan["tags"] ?? null;
  if (plan["tags_all"] !== UNKNOWN || !shape.block.attributes.has("tags") || hasUnknown(tags)) return plan;
  const own = refusesDefaults(plan["override_provider"]) ? {} : settings.defaults;
  return { ...plan, tags_all: withoutIgnored({ ...own, ...(tags as TagMap | null) }, settings) };
}

/** An object may be kept free of the provider's default tags, by an empty block of them. */
function refusesDefaults(override: Plain | undefined): boolean {
  const [block = null] = Array.isArray(override) ? (override as readonly Plain[]) : [];
  const [tags = null] =
    isObject(block) && Array.isArray(block["default_tags"]) ? (block["default_tags"] as readonly Plain[]) : [];
  return isObject(tags) && isZero(tags["tags"] ?? null);
}

const withoutIgnored = (tags: TagMap, settings: TagSettings): TagMap =>
  Object.fromEntries(Object.entries(tags).filter(([key]) => !isIgnored(key, settings)));

/** `tags` and `tags_all` as they stand in state, from what AWS has and what the configuration gave. */
export function tagsFound(
  found: TagMap,
  configured: Plain | undefined,
  settings: TagSettings,
): { readonly tags: TagMap; readonly tags_all: TagMap } {
  const all = withoutIgnored(
    Object.fromEntries(Object.entries(found).filter(([key]) => !key.startsWith("aws:"))),
    settings,
  );
  const own = (configured ?? {}) as PlainObject;
  const tags = Object.fromEntries(
    Object.entries(all).filter(([key, value]) => key in own || settings.defaults[key] !== value),
  );
  return { tags, tags_all: all };
}

/** Tags as most services take them. */
export const tagList = (tags: TagMap): { Key: string; Value: string }[] =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

/** Tags as most services give them. */
export const tagMap = (list: readonly { Key?: string | undefined; Value?: string | undefined }[] | undefined): TagMap =>
  Object.fromEntries((list ?? []).map(({ Key = "", Value = "" }) => [Key, Value]));

/** What must be set and what must be taken away to get from one set of tags to another. */
export function tagChanges(prior: TagMap, next: TagMap): { readonly set: TagMap; readonly removed: readonly string[] } {
  return {
    set: Object.fromEntries(Object.entries(next).filter(([key, value]) => prior[key] !== value)),
    removed: Object.keys(prior).filter((key) => !(key in next)),
  };
}
