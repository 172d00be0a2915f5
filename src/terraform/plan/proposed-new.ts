/**
 * What a provider is asked to plan: the configuration, with the prior value wherever the configuration says nothing
 * and the provider may decide. Nested blocks of lists are matched by index, of maps by key, of sets by likeness.
 */
import { valuesEqual } from "../lang/equals.ts";
import { setValue } from "../lang/set.ts";
import { mapValue, nullValue, objectValue, type Value } from "../lang/value.ts";
import type { AttributeSchema, BlockSchema, NestedAttributes, NestedBlockSchema } from "../provider.ts";
import { blockType, emptyBlock, sameKindOfSequence } from "./schema-type.ts";

type Attributes = Readonly<Record<string, AttributeSchema>>;

export function proposedNew(schema: BlockSchema, prior: Value, config: Value): Value {
  if (config.isNull && prior.isNull) return prior;
  return mergeBlock(schema, prior.isNull ? emptyBlock(schema) : prior, config);
}

function mergeBlock(schema: BlockSchema, prior: Value, config: Value): Value {
  if (config.isNull || !config.isKnown) return prior;
  const merged = mergeAttributes(schema.attributes, prior, config);
  for (const [name, nested] of Object.entries(schema.blocks)) {
    merged.set(name, mergeNestedBlock(nested, attributeOf(prior, name), attributeOf(config, name)));
  }
  return rebuilt(config, merged);
}

/** The type of a block is fixed, but parts of open type may have become exact. */
const rebuilt = (like: Value, attributes: ReadonlyMap<string, Value>): Value =>
  objectValue(attributes).withMarks(like.marks);

const attributeOf = (object: Value, name: string): Value =>
  object.isNull || !object.isKnown ? nullValue() : (object.entries.get(name) ?? nullValue());

function mergeAttributes(attributes: Attributes, prior: Value, config: Value): Map<string, Value> {
  const merged = new Map<string, Value>();
  for (const [name, attribute] of Object.entries(attributes)) {
    merged.set(name, mergeAttribute(attribute, attributeOf(prior, name), attributeOf(config, name)));
  }
  return merged;
}

function mergeAttribute(attribute: AttributeSchema, prior: Value, config: Value): Value {
  if (attribute.computed && config.isNull) {
    // An optional object that was set before, and now is not, is being removed.
    return attribute.optional && attribute.nested && holdsConfigured(attribute.nested, prior) ? config : prior;
  }
  return attribute.nested ? mergeNestedAttributes(attribute.nested, prior, config) : config;
}

/** Whether something in it can only have come from the configuration. */
function holdsConfigured(nested: NestedAttributes, value: Value): boolean {
  if (value.isNull || !value.isKnown) return false;
  const objects = nested.nesting === "single" ? [value] : elementsOf(value);
  return objects.some(
    (object) =>
      !object.isNull &&
      object.isKnown &&
      Object.entries(nested.attributes).some(([name, attribute]) => {
        const inner = attributeOf(object, name);
        if (attribute.nested) return holdsConfigured(attribute.nested, inner);
        return !attribute.computed && !inner.isNull;
      }),
  );
}

const elementsOf = (value: Value): readonly Value[] =>
  value.content instanceof Map ? [...value.entries.values()] : value.elements;

function mergeNestedBlock(nested: NestedBlockSchema, prior: Value, config: Value): Value {
  if (!config.isKnown) return config;
  switch (nested.nesting) {
    case "single":
      return config.isNull ? config : proposedNew(nested.block, typedNull(prior, nested.block), config);
    case "group":
      return proposedNew(nested.block, typedNull(prior, nested.block), config);
    default:
      return mergeElements(nested.nesting, prior, config, blockMatcher(nested.block));
  }
}

const typedNull = (prior: Value, schema: BlockSchema): Value => (prior.isNull ? nullValue(blockType(schema)) : prior);

function mergeNestedAttributes(nested: NestedAttributes, prior: Value, config: Value): Value {
  if (config.isNull || !config.isKnown) return config;
  if (nested.nesting === "single") return rebuilt(config, mergeAttributes(nested.attributes, prior, config));
  return mergeElements(nested.nesting, prior, config, attributesMatcher(nested.attributes));
}

/** How the elements of one collection are merged and told apart. */
interface Matcher {
  merge(prior: Value, config: Value): Value;
  /** Whether `prior` may be what the configured element was before. */
  fits(prior: Value, config: Value): boolean;
}

const blockMatcher = (schema: BlockSchema): Matcher => ({
  merge: (prior, config) => proposedNew(schema, prior, config),
  fits: (prior, config) => fitsBlock(schema, prior, config),
});

const attributesMatcher = (attributes: Attributes): Matcher => ({
  merge: (prior, config) =>
    config.isNull || !config.isKnown ? config : rebuilt(config, mergeAttributes(attributes, prior, config)),
  fits: (prior, config) => fitsAttributes(attributes, prior, config),
});

function mergeElements(nesting: "list" | "set" | "map", prior: Value, config: Value, matcher: Matcher): Value {
  if (config.isNull || !config.isKnown) return config;
  const known = prior.isNull || !prior.isKnown ? undefined : prior;
  if (config.content instanceof Map) {
    const old = known?.content instanceof Map ? known.entries : undefined;
    const merged = [...config.entries].map(([key, element]) => {
      const before = old?.get(key);
      return [key, before ? matcher.merge(before, element) : element] as const;
    });
    const result = config.type.kind === "map" ? mapValue(config.type.element, merged) : objectValue(merged);
    return result.withMarks(config.marks);
  }
  const old = known && !(known.content instanceof Map) ? known.elements : [];
  if (nesting === "set" && config.type.kind === "set") {
    const free = new Set(old);
    const merged = config.elements.map((element) => {
      const match = [...free].find((candidate) => matcher.fits(candidate, element));
      if (!match) return matcher.merge(nullValue(element.type), element);
      free.delete(match);
      return matcher.merge(match, element);
    });
    return setValue(config.type.element, merged).withMarks(config.marks);
  }
  const merged = config.elements.map((element, i) => {
    const before = old[i];
    return before ? matcher.merge(before, element) : element;
  });
  return sameKindOfSequence(config.type, merged).withMarks(config.marks);
}

function fitsBlock(schema: BlockSchema, prior: Value, config: Value): boolean {
  if (valuesEqual(prior, config)) return true;
  if (!fitsAttributes(schema.attributes, prior, config)) return false;
  return Object.entries(schema.blocks).every(([name, nested]) => {
    const before = attributeOf(prior, name);
    const after = attributeOf(config, name);
    if (valuesEqual(before, after)) return true;
    if (nested.nesting === "set" || before.isNull || after.isNull || !after.isKnown) return false;
    if (nested.nesting === "single" || nested.nesting === "group") return fitsBlock(nested.block, before, after);
    const olds = elementsOf(before);
    const news = elementsOf(after);
    return olds.length === news.length && olds.every((old, i) => fitsBlock(nested.block, old, news[i] as Value));
  });
}

/** Only what the provider computes, and the configuration leaves open, may differ. */
function fitsAttributes(attributes: Attributes, prior: Value, config: Value): boolean {
  if (prior.isNull || config.isNull || !config.isKnown || !prior.isKnown) return prior.isNull === config.isNull;
  return Object.entries(attributes).every(([name, attribute]) => {
    const before = attributeOf(prior, name);
    const after = attributeOf(config, name);
    if (valuesEqual(before, after)) return true;
    if (attribute.nested && attribute.nested.nesting === "single" && !before.isNull && !after.isNull) {
      return fitsAttributes(attribute.nested.attributes, before, after);
    }
    return attribute.computed === true && after.isNull;
  });
}
