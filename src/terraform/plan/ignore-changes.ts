/** `ignore_changes`: what is listed keeps its prior value in the configuration that the provider gets to see. */
import type { Traversal } from "../../hcl/syntax.ts";
import type { Resource } from "../config/module.ts";
import { getPath, setPath } from "../lang/path.ts";
import { mapValue, objectValue, type PathStep, type Value, type ValuePath } from "../lang/value.ts";
import type { BlockSchema } from "../provider.ts";

export function applyIgnoreChanges(resource: Resource, schema: BlockSchema, prior: Value, config: Value): Value {
  if (prior.isNull || config.isNull) return config;
  if (resource.ignoreAllChanges) return ignoreEverything(schema, prior, config);
  let result = config;
  for (const traversal of resource.ignoreChanges) result = ignorePath(result, prior, pathOfTraversal(traversal));
  return result;
}

/** What only the provider sets stays as configured, which is nothing. */
function ignoreEverything(schema: BlockSchema, prior: Value, config: Value): Value {
  const merged = new Map(config.entries);
  for (const [name, attribute] of Object.entries(schema.attributes)) {
    const old = prior.entries.get(name);
    if (old && !(attribute.computed && !attribute.optional)) merged.set(name, old);
  }
  for (const name of Object.keys(schema.blocks)) {
    const old = prior.entries.get(name);
    if (old) merged.set(name, old);
  }
  return objectValue(merged).withMarks(config.marks);
}

/** The path as written after the resource: a traversal without its own root is kept whole. */
export function pathOfTraversal(traversal: Traversal): ValuePath {
  const first: PathStep = { kind: "attribute", name: traversal.root };
  const rest = traversal.steps.map(
    (step): PathStep =>
      step.kind === "attribute"
        ? { kind: "attribute", name: step.name }
        : { kind: "index", key: step.key.type === "number" ? Number(step.key.text) : step.key.text },
  );
  return [first, ...rest];
}

function ignorePath(config: Value, prior: Value, path: ValuePath): Value {
  const last = path.at(-1) as PathStep;
  const parent = path.slice(0, -1);
  const key = last.kind === "attribute" ? last.name : typeof last.key === "string" ? last.key : undefined;
  const container = parent.length === 0 ? config : getPath(config, parent);
  // An index by name is one of a map; where there is none, all of the value stays.
  if (last.kind === "index" && typeof last.key === "string" && container && container.type.kind !== "map") {
    return ignorePath(config, prior, parent);
  }
  // A key of a map may be missing on either side.
  if (
    key !== undefined &&
    (container?.type.kind === "map" || (parent.length > 0 && container?.type.kind === "object"))
  ) {
    return setPath(config, parent, (old) => withKeyOf(old, getPath(prior, parent), key));
  }
  if (parent.length > 0 && container?.isNull && key !== undefined) {
    const old = getPath(prior, path);
    const before = getPath(prior, parent);
    if (!old || !before) return config;
    return setPath(config, parent, () => onlyKey(before, key, old));
  }
  const old = getPath(prior, path);
  return old ? setPath(config, path, () => old) : config;
}

function withKeyOf(container: Value, before: Value | undefined, key: string): Value {
  if (container.isNull || !container.isKnown) return container;
  const old = before?.content instanceof Map ? before.entries.get(key) : undefined;
  const entries = new Map(container.entries);
  if (old) entries.set(key, old);
  else entries.delete(key);
  const rebuilt = container.type.kind === "map" ? mapValue(container.type.element, entries) : objectValue(entries);
  return rebuilt.withMarks(container.marks);
}

const onlyKey = (like: Value, key: string, value: Value): Value =>
  like.type.kind === "map" ? mapValue(like.type.element, [[key, value]]) : objectValue([[key, value]]);
