/** Whether the steps of a reference lead anywhere in a schema, told without any value. */
import { type Diagnostic, errorAt, warningAt } from "../../hcl/diagnostic.ts";
import type { TraversalStep } from "../../hcl/syntax.ts";
import { isIdentifier } from "../config/identifier.ts";
import { followStep } from "../lang/access.ts";
import { didYouMean } from "../lang/suggest.ts";
import { compareUtf8 } from "../lang/type.ts";
import { unknownValue } from "../lang/value.ts";
import { attributeType } from "../plan/schema-type.ts";
import type { BlockSchema, NestedBlockSchema } from "../provider.ts";

export function validateTraversal(schema: BlockSchema, steps: readonly TraversalStep[]): Diagnostic[] {
  const [next, ...after] = steps;
  if (!next) return [];
  if (next.kind === "index") {
    const name = next.key.type === "string" && isIdentifier(next.key.text) ? next.key.text : undefined;
    const detail =
      name === undefined
        ? "Only attribute access is allowed here, using the dot operator."
        : `Only attribute access is allowed here. Did you mean to access attribute "${name}" using the dot operator?`;
    return [errorAt(next.range, "Invalid index operation", detail)];
  }
  const { name } = next;
  const attribute = Object.hasOwn(schema.attributes, name) ? schema.attributes[name] : undefined;
  if (attribute) {
    const diagnostics: Diagnostic[] = [];
    if (attribute.deprecated) {
      const detail = `The attribute "${name}" is deprecated. Refer to the provider documentation for details.`;
      diagnostics.push(warningAt(next.range, "Deprecated attribute", detail));
    }
    let value = unknownValue(attributeType(attribute));
    for (const step of after) {
      const found = followStep(value, step);
      if (!("value" in found)) return [...diagnostics, found.error];
      value = found.value;
    }
    return diagnostics;
  }
  const block = Object.hasOwn(schema.blocks, name) ? schema.blocks[name] : undefined;
  if (block) return validateNested(name, block, after);
  const names = [...Object.keys(schema.attributes), ...Object.keys(schema.blocks)].sort(compareUtf8);
  const detail = `This object has no argument, nested block, or exported attribute named "${name}".${didYouMean(name, names)}`;
  return [errorAt(next.range, "Unsupported attribute", detail)];
}

function validateNested(
  name: string,
  { nesting, block }: NestedBlockSchema,
  steps: readonly TraversalStep[],
): Diagnostic[] {
  if (nesting === "single" || nesting === "group") return validateTraversal(block, steps);
  const [next, ...after] = steps;
  if (!next) return [];
  if (nesting === "set") {
    const detail = `Block type "${name}" is represented by a set of objects, and set elements do not have addressable keys. To find elements matching specific criteria, use a "for" expression with an "if" clause.`;
    return [errorAt(next.range, "Cannot index a set value", detail)];
  }
  if (nesting === "list" && next.kind !== "index") {
    const detail = `Block type "${name}" is represented by a list of objects, so it must be indexed using a numeric key, like .${name}[0].`;
    return [errorAt(next.range, "Invalid operation", detail)];
  }
  return validateTraversal(block, after);
}
