/**
 * What a type on the newer plugin framework plans: defaults where the configuration says nothing; and when anything
 * differs from the prior state, the computed values that an update recomputes become unknown.
 */
import type { ValuePath } from "../../../terraform/lang/value.ts";
import { isObject, type Plain, type PlainObject, samePlain, UNKNOWN } from "./plain.ts";
import type { LegacyPlan } from "./plan-legacy.ts";
import type { BlockShape, Shape } from "./shape.ts";

export function planModern(
  shape: Shape,
  prior: PlainObject | null,
  merged: PlainObject,
  config: PlainObject,
): LegacyPlan {
  const { block } = shape;
  const planned = withDefaults(block, withoutDefaulted(block, merged, config), prior === null);
  if (prior !== null && samePlain(prior, planned, block.type)) return { planned: prior, requiresReplace: [] };
  const requiresReplace: ValuePath[] = [];
  const anew = withoutDefaulted(block, merged, config, true);
  const result: Record<string, Plain> = { ...withDefaults(block, anew, prior === null, true) };
  for (const [name, attribute] of block.attributes) {
    if (prior === null) continue;
    const differs = !samePlain(prior[name], planned[name], attribute.type);
    if (differs && attribute.forceNew) requiresReplace.push([{ kind: "attribute", name }]);
    if (!differs && attribute.computed && shape.recomputed.has(name)) result[name] = UNKNOWN;
  }
  for (const [name, nested] of block.blocks)
    if (prior !== null && nested.forceNew && !samePlain(prior[name], planned[name], nested.type))
      requiresReplace.push([{ kind: "attribute", name }]);
  return { planned: result, requiresReplace };
}

/**
 * What has a default goes back to it when the configuration no longer says anything, whatever it was. Inside of blocks
 * the earlier value stays until something else changes (`deep`): then it may contradict what the configuration says now.
 */
function withoutDefaulted(block: BlockShape, proposed: PlainObject, config: PlainObject, deep = false): PlainObject {
  const result: Record<string, Plain> = { ...proposed };
  for (const { name, default: fallback } of block.attributes.values())
    if (fallback !== undefined && (config[name] ?? null) === null) result[name] = null;
  if (!deep) return result;
  for (const [name, nested] of block.blocks) {
    const [elements, said] = [proposed[name], config[name]];
    // Elements of sets that differ in what the configuration says have not taken anything from each other.
    if (nested.nesting !== "list" || !Array.isArray(elements) || !Array.isArray(said)) continue;
    result[name] = elements.map((one: Plain, index) => {
      const given: Plain | undefined = said[index];
      return isObject(one) && isObject(given) ? withoutDefaulted(nested.block, one, given, true) : one;
    });
  }
  return result;
}

function withDefaults(block: BlockShape, proposed: PlainObject, creating: boolean, fresh = creating): PlainObject {
  const planned: Record<string, Plain> = {};
  for (const [name, attribute] of block.attributes) {
    const value = proposed[name] ?? null;
    if (value !== null) planned[name] = value;
    else if (attribute.default !== undefined) planned[name] = attribute.default;
    else planned[name] = creating && attribute.computed ? UNKNOWN : null;
  }
  for (const [name, nested] of block.blocks) {
    const value = proposed[name] ?? (nested.nesting === "single" ? null : []);
    planned[name] = Array.isArray(value)
      ? // A block's computed values are asked for again whenever something changes.
        value.map((one: Plain) => (one === UNKNOWN ? one : withDefaults(nested.block, one as PlainObject, fresh)))
      : value;
  }
  return planned;
}
