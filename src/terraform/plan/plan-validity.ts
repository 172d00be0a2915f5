/**
 * The promises a provider must keep: a plan agrees with the configuration where that is set and leaves alone what it
 * may not compute; an applied object agrees with its plan wherever the plan was known.
 */
import { valuesEqual } from "../lang/equals.ts";
import { formatPath } from "../lang/path.ts";
import { typesEqual } from "../lang/type.ts";
import type { Value, ValuePath } from "../lang/value.ts";
import type { AttributeSchema, BlockSchema, NestedBlockSchema } from "../provider.ts";

/** Sentences that begin with the path they are about; none when the plan is valid. */
export function assertPlanValid(schema: BlockSchema, prior: Value, config: Value, planned: Value): readonly string[] {
  const problems: string[] = [];
  checkBlock(schema, prior, config, planned, [], problems);
  return problems;
}

export const describeProblems = (problems: readonly string[]): string =>
  problems.length === 1 ? `: ${problems[0]}.` : `:\n${problems.map((problem) => `\n  - ${problem}`).join("")}`;

function checkBlock(
  schema: BlockSchema,
  prior: Value,
  config: Value,
  planned: Value,
  path: ValuePath,
  problems: string[],
): void {
  if (planned.isNull !== config.isNull) {
    problems.push(
      planned.isNull
        ? problem(path, "planned for absence but config wants existence")
        : problem(path, "planned for existence but config wants absence"),
    );
    return;
  }
  if (planned.isNull || !planned.isKnown || !config.isKnown) return;
  for (const [name, attribute] of Object.entries(schema.attributes)) {
    const at: ValuePath = [...path, { kind: "attribute", name }];
    checkAttribute(attribute, inside(prior, name), inside(config, name), inside(planned, name), at, problems);
  }
  for (const [name, nested] of Object.entries(schema.blocks)) {
    const at: ValuePath = [...path, { kind: "attribute", name }];
    checkNested(nested, inside(prior, name), inside(config, name), inside(planned, name), at, problems);
  }
}

const inside = (object: Value, name: string): Value | undefined =>
  object.content instanceof Map ? object.entries.get(name) : undefined;

const problem = (path: ValuePath, text: string): string => (path.length === 0 ? text : `${formatPath(path)}: ${text}`);

function checkAttribute(
  attribute: AttributeSchema,
  prior: Value | undefined,
  config: Value | undefined,
  planned: Value | undefined,
  path: ValuePath,
  problems: string[],
): void {
  if (!config || !planned || valuesEqual(planned, config)) return;
  // What the configuration leaves open is the provider's, if it computes it; keeping the old value is always fine.
  if (config.isNull && attribute.computed) return;
  if (prior && valuesEqual(planned, prior) && !config.isNull) return;
  if (attribute.nested || !config.isKnown || !isWhole(config)) return;
  if (config.isNull) {
    problems.push(problem(path, "planned value for a non-computed attribute"));
  } else {
    problems.push(problem(path, "planned value does not match config value"));
  }
}

function isWhole(value: Value): boolean {
  if (!value.isKnown) return false;
  if (Array.isArray(value.content)) return value.elements.every(isWhole);
  if (value.content instanceof Map) return [...value.entries.values()].every(isWhole);
  return true;
}

function checkNested(
  nested: NestedBlockSchema,
  prior: Value | undefined,
  config: Value | undefined,
  planned: Value | undefined,
  path: ValuePath,
  problems: string[],
): void {
  if (!config || !planned || !config.isKnown || !planned.isKnown) return;
  if (nested.nesting === "single" || nested.nesting === "group") {
    checkBlock(nested.block, prior ?? config, config, planned, path, problems);
    return;
  }
  if (nested.nesting === "set" || planned.isNull || config.isNull) return;
  if (planned.content instanceof Map || config.content instanceof Map) return;
  const wanted = config.elements;
  const got = planned.elements;
  if (wanted.length !== got.length) {
    problems.push(
      problem(path, `block count in plan (${got.length}) disagrees with count in config (${wanted.length})`),
    );
    return;
  }
  const before = prior && Array.isArray(prior.content) ? prior.elements : [];
  got.forEach((element, i) => {
    const source = wanted[i] as Value;
    checkBlock(nested.block, before[i] ?? source, source, element, [...path, { kind: "index", key: i }], problems);
  });
}

/** How an applied (or finally planned) value breaks what was planned. */
export function assertCompatible(schema: BlockSchema, planned: Value, actual: Value): readonly string[] {
  if (planned.isNull && !actual.isNull) return ["was absent, but now present"];
  if (actual.isNull && !planned.isNull) return ["was present, but now absent"];
  if (planned.isNull) return [];
  const problems: string[] = [];
  for (const [name, attribute] of Object.entries(schema.attributes)) {
    const path: ValuePath = [{ kind: "attribute", name }];
    const before = inside(planned, name);
    const after = inside(actual, name);
    if (!before || !after) continue;
    const found: string[] = [];
    compareValues(before, after, path, found);
    if (attribute.sensitive && found.length > 0)
      problems.push(problem(path, "inconsistent values for sensitive attribute"));
    else problems.push(...found);
  }
  for (const name of Object.keys(schema.blocks)) {
    const before = inside(planned, name);
    const after = inside(actual, name);
    if (before && after) compareBlocks(before, after, [{ kind: "attribute", name }], problems);
  }
  return problems;
}

function compareBlocks(planned: Value, actual: Value, path: ValuePath, problems: string[]): void {
  if (!planned.isKnown || planned.isNull || actual.isNull || !actual.isKnown) return;
  if (Array.isArray(planned.content) && Array.isArray(actual.content)) {
    const before = planned.elements.length;
    const after = actual.elements.length;
    if (before !== after && planned.elements.every(isWhole)) {
      problems.push(problem(path, `block count changed from ${before} to ${after}`));
      return;
    }
    if (planned.type.kind === "set" || before !== after) return;
  }
  compareValues(planned, actual, path, problems);
}

function compareValues(planned: Value, actual: Value, path: ValuePath, problems: string[]): void {
  if (!planned.isKnown) {
    if (
      planned.type.kind !== "dynamic" &&
      actual.isKnown &&
      !typesEqual(planned.type, actual.type) &&
      isPrimitive(planned)
    ) {
      problems.push(problem(path, "wrong final value type"));
    }
    return;
  }
  if (planned.isNull && actual.isNull) return;
  if (planned.isNull || actual.isNull) {
    const text = planned.isNull ? `was null, but now ${shown(actual)}` : `was ${shown(planned)}, but now null`;
    problems.push(problem(path, text));
    return;
  }
  if (!actual.isKnown) {
    problems.push(problem(path, "was known, but now unknown"));
    return;
  }
  if (planned.content instanceof Map && actual.content instanceof Map) {
    compareMembers(planned, actual, path, problems);
    return;
  }
  if (Array.isArray(planned.content) && Array.isArray(actual.content)) {
    compareElements(planned, actual, path, problems);
    return;
  }
  if (!valuesEqual(planned, actual)) {
    problems.push(problem(path, `was ${shown(planned)}, but now ${shown(actual)}`));
  }
}

const isPrimitive = ({ type }: Value): boolean =>
  type.kind === "string" || type.kind === "number" || type.kind === "bool";

function compareMembers(planned: Value, actual: Value, path: ValuePath, problems: string[]): void {
  for (const [name, before] of planned.entries) {
    const step =
      planned.type.kind === "object" ? ({ kind: "attribute", name } as const) : ({ kind: "index", key: name } as const);
    const after = actual.entries.get(name);
    if (after) compareValues(before, after, [...path, step], problems);
    else problems.push(problem(path, `element ${JSON.stringify(name)} has vanished`));
  }
  for (const name of actual.entries.keys()) {
    if (!planned.entries.has(name)) problems.push(problem(path, `new element ${JSON.stringify(name)} has appeared`));
  }
}

function compareElements(planned: Value, actual: Value, path: ValuePath, problems: string[]): void {
  if (planned.type.kind === "set") {
    if (isWhole(planned) && !valuesEqual(planned, actual)) {
      const fits = planned.elements.length === actual.elements.length;
      problems.push(
        problem(
          path,
          fits
            ? "planned set element does not correlate with any element in actual"
            : `length changed from ${planned.elements.length} to ${actual.elements.length}`,
        ),
      );
    }
    return;
  }
  planned.elements.forEach((before, i) => {
    const after = actual.elements[i];
    if (after) compareValues(before, after, [...path, { kind: "index", key: i }], problems);
    else problems.push(problem(path, `element ${i} has vanished`));
  });
  for (let i = planned.elements.length; i < actual.elements.length; i++) {
    problems.push(problem(path, `new element ${i} has appeared`));
  }
}

/** As Go prints a cty value. */
function shown(value: Value): string {
  const { content } = value;
  if (typeof content === "string") return `cty.StringVal(${JSON.stringify(content)})`;
  if (content === true) return "cty.True";
  if (content === false) return "cty.False";
  if (value.type.kind === "number") return `cty.NumberIntVal(${value.number.toString()})`;
  return "a different value";
}
