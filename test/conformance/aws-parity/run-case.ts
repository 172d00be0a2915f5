/** Makes, reads back, changes and removes a case's resources with one provider; keeps every state on the way. */
import type { Plain, PlainObject } from "../../../src/providers/aws/framework/plain.ts";
import { samePlain, textOf } from "../../../src/providers/aws/framework/plain.ts";
import type { BlockShape } from "../../../src/providers/aws/framework/shape.ts";
import type { Type } from "../../../src/terraform/lang/type.ts";
import type { Attributes, Made, ParityCase, Step } from "./parity-case.ts";
import type { Side } from "./side.ts";

export interface Trace {
  readonly states: Readonly<Record<string, PlainObject | null>>;
  readonly problems: readonly string[];
  /** What need not be a fault when both sides do it: a replacement, a refused import, an object that outlives its type. */
  readonly remarks: Readonly<Record<string, string>>;
  /** Ids that were made, by the name of the step. */
  readonly ids: ReadonlyMap<string, string>;
}

export function fill(block: BlockShape, given: Attributes): PlainObject {
  const value: Record<string, Plain> = {};
  for (const [name, { type }] of block.attributes) value[name] = wholly((given[name] ?? null) as Plain, type);
  for (const [name, nested] of block.blocks) {
    const inner = given[name] as readonly Attributes[] | undefined;
    value[name] = nested.nesting === "single" ? null : (inner ?? []).map((one) => fill(nested.block, one));
  }
  const unknown = Object.keys(given).find((name) => !(name in value));
  if (unknown) throw new Error(`No attribute ${unknown}`);
  return value;
}

/** Objects inside attributes, with the members that were not given. */
function wholly(value: Plain, type: Type): Plain {
  if (Array.isArray(value) && (type.kind === "set" || type.kind === "list"))
    return value.map((one: Plain) => wholly(one, type.element));
  if (type.kind !== "object" || value === null || typeof value !== "object") return value;
  const source = value as PlainObject;
  return Object.fromEntries([...type.attributes].map(([name, inner]) => [name, wholly(source[name] ?? null, inner)]));
}

/** Configuration over prior state, as Terraform proposes it to a provider. */
export function proposed(block: BlockShape, prior: PlainObject | null, config: PlainObject): PlainObject {
  if (!prior) return config;
  const value: Record<string, Plain> = { ...config };
  for (const [name, { computed }] of block.attributes)
    if (computed && value[name] === null) value[name] = prior[name] ?? null;
  for (const [name, nested] of block.blocks) {
    const before = prior[name];
    const after = value[name];
    if (Array.isArray(after) && Array.isArray(before))
      value[name] = after.map((one: Plain, index) =>
        before[index] ? proposed(nested.block, before[index] as PlainObject, one as PlainObject) : one,
      );
  }
  return value;
}

export async function runCase(home: Side, one: ParityCase, blockOf: (step: Step) => BlockShape): Promise<Trace> {
  const states: Record<string, PlainObject | null> = {};
  const problems: string[] = [];
  const remarks: Record<string, string> = {};
  const ids = new Map<string, string>();
  const current = new Map<string, PlainObject>();
  const made: Made = (name, attribute) => textOf(current.get(name)?.[attribute]);
  const sideOf = async ({ region }: Step): Promise<Side> => (region === undefined ? home : home.inRegion(region));
  const note = (what: string, errors: readonly string[]): boolean => {
    problems.push(...errors.map((error) => `${what}: ${error}`));
    return errors.length === 0;
  };

  const put = async (step: Step, given: Attributes, label: string): Promise<void> => {
    const side = await sideOf(step);
    const block = blockOf(step);
    const config = fill(block, given);
    const prior = current.get(step.name) ?? null;
    const plan = await side.plan(step.type, prior, proposed(block, prior, config), config);
    if (!note(`${label} ${step.name}, plan`, plan.errors)) return;
    if (prior && (plan.requiresReplace ?? []).length > 0)
      remarks[`${label} ${step.name}, replaced because of`] = plan.requiresReplace?.toSorted().join(", ") ?? "";
    const applied = await side.apply(step.type, prior, plan, config);
    if (applied.state) {
      current.set(step.name, applied.state);
      ids.set(step.name, textOf(applied.state["id"]));
    }
    states[`${label} ${step.name}`] = applied.state;
    if (!note(`${label} ${step.name}`, applied.errors) || !applied.state) return;
    const read = await side.read(step.type, applied.state);
    states[`${label} ${step.name}, read`] = read.state;
    if (!note(`${label} ${step.name}, read`, read.errors) || !read.state) return;
    current.set(step.name, read.state);
    const again = await side.plan(step.type, read.state, proposed(block, read.state, config), config);
    note(`${label} ${step.name}, second plan`, again.errors);
    for (const [name, type] of block.type.attributes)
      if (again.state && !samePlain(again.state[name], read.state[name], type))
        remarks[`${label} ${step.name}, second plan, ${name}`] = "changes";
  };

  /** Imports what is there and reads it. */
  const bringIn = async (step: Step): Promise<void> => {
    if (step.importId === false) return;
    const label = `import ${step.name}`;
    const side = await sideOf(step);
    const imported = await side.importState(step.type, step.importId?.(made) ?? made(step.name, "id"));
    if (imported.errors.length > 0 || !imported.state) remarks[label] = imported.errors.join("\n");
    else {
      const read = await side.read(step.type, imported.state);
      states[label] = read.state;
      if (read.errors.length > 0) remarks[label] = read.errors.join("\n");
    }
  };

  for (const step of one.steps) {
    if (step.data) {
      const block = blockOf(step);
      const found = await (await sideOf(step)).readData(step.type, fill(block, step.config(made)));
      note(`read ${step.name}`, found.errors);
      states[`read ${step.name}`] = found.state;
      if (found.state) current.set(step.name, found.state);
    } else {
      await put(step, step.config(made), "create");
      if (current.has(step.name)) await bringIn(step);
    }
  }
  for (const step of one.steps) if (step.update && current.has(step.name)) await put(step, step.update(made), "update");
  for (const step of one.steps.toReversed()) {
    const state = current.get(step.name);
    if (step.data || !state) continue;
    const side = await sideOf(step);
    const gone = await side.apply(step.type, state, { state: null, errors: [] }, state);
    note(`delete ${step.name}`, gone.errors);
    const read = await side.read(step.type, state);
    if (read.state) remarks[`delete ${step.name}`] = "still there";
  }
  return { states, problems, remarks, ids };
}
