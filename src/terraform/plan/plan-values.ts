/** Compares planned with prior values and carries marks over from configurations to plans. */
import { markWithPaths, type PathMarks, SENSITIVE, unmarkDeepWithPaths } from "../lang/marks.ts";
import { formatPath } from "../lang/path.ts";
import { Value, type ValuePath } from "../lang/value.ts";
import type { AttributeSchema, BlockSchema } from "../provider.ts";

const SENSITIVE_SET: ReadonlySet<"sensitive"> = new Set(["sensitive"]);

/** Where the schema itself says that values are sensitive. */
export function schemaMarks(schema: BlockSchema, value: Value): readonly PathMarks[] {
  if (!hasSensitive(schema)) return [];
  const found: PathMarks[] = [];
  collectBlock(schema, value, [], found);
  return found;
}

const SENSITIVE_SCHEMAS = new WeakMap<BlockSchema, boolean>();

function hasSensitive(schema: BlockSchema): boolean {
  let known = SENSITIVE_SCHEMAS.get(schema);
  if (known === undefined) {
    known =
      Object.values(schema.attributes).some(hasSensitiveAttribute) ||
      Object.values(schema.blocks).some(({ block }) => hasSensitive(block));
    SENSITIVE_SCHEMAS.set(schema, known);
  }
  return known;
}

const hasSensitiveAttribute = (attribute: AttributeSchema): boolean =>
  attribute.sensitive === true ||
  (attribute.nested !== undefined && Object.values(attribute.nested.attributes).some(hasSensitiveAttribute));

function collectBlock(schema: BlockSchema, value: Value, path: ValuePath, found: PathMarks[]): void {
  if (value.isNull || !value.isKnown) return;
  collectAttributes(schema.attributes, value, path, found);
  for (const [name, { block }] of Object.entries(schema.blocks)) {
    if (!hasSensitive(block)) continue;
    forEachObject(value.entries.get(name), [...path, { kind: "attribute", name }], (object, at) =>
      collectBlock(block, object, at, found),
    );
  }
}

function collectAttributes(
  attributes: Readonly<Record<string, AttributeSchema>>,
  value: Value,
  path: ValuePath,
  found: PathMarks[],
): void {
  for (const [name, attribute] of Object.entries(attributes)) {
    const at: ValuePath = [...path, { kind: "attribute", name }];
    if (attribute.sensitive) found.push({ path: at, marks: SENSITIVE_SET });
    else if (attribute.nested && hasSensitiveAttribute(attribute)) {
      const { attributes: inner } = attribute.nested;
      forEachObject(value.entries.get(name), at, (object, where) => collectAttributes(inner, object, where, found));
    }
  }
}

/** The value itself when it is an object, or each of its elements. */
function forEachObject(
  value: Value | undefined,
  path: ValuePath,
  visit: (object: Value, path: ValuePath) => void,
): void {
  if (!value || value.isNull || !value.isKnown) return;
  const plain = value.withoutMarks();
  if (plain.type.kind === "object") visit(plain, path);
  else if (plain.content instanceof Map) {
    for (const [key, element] of plain.entries) visit(element, [...path, { kind: "index", key }]);
  } else if (Array.isArray(plain.content)) {
    plain.elements.forEach((element, i) => {
      visit(element, [...path, { kind: "index", key: plain.type.kind === "set" ? element : i }]);
    });
  }
}

/** Marks what the schema says, and what was marked before at the same places. */
export function withMarks(value: Value, marks: readonly PathMarks[], schema: BlockSchema): Value {
  if (value.isNull) return value;
  return markWithPaths(markWithPaths(value, marks), schemaMarks(schema, value));
}

/** Whether the same places are sensitive in both. */
export function sameSensitivity(a: Value, b: Value): boolean {
  if (a === b) return true;
  const places = (value: Value): Set<string> =>
    new Set(
      unmarkDeepWithPaths(value)
        .marks.filter(({ marks }) => marks.has(SENSITIVE))
        .map(({ path }) => formatPath(path)),
    );
  const left = places(a);
  const right = places(b);
  return left.size === right.size && [...left].every((place) => right.has(place));
}

/** What a data source or new object will be, as far as its configuration tells: computed parts are unknown. */
export function withComputedUnknown(
  schema: BlockSchema,
  config: Value,
  unknownOf: (attribute: AttributeSchema) => Value,
): Value {
  const attributes = new Map(config.entries);
  for (const [name, attribute] of Object.entries(schema.attributes)) {
    const given = attributes.get(name);
    if (attribute.computed && (given === undefined || given.isNull)) attributes.set(name, unknownOf(attribute));
  }
  return new Value(config.type, attributes, config.marks);
}
