/** `output` blocks. */
import { type Diagnostic, errorAt } from "../../hcl/diagnostic.ts";
import type { Block } from "../../hcl/syntax.ts";
import { decodeDependsOn } from "./common-arguments.ts";
import { constantBool, constantString } from "./constant.ts";
import { bodyContent } from "./content.ts";
import { decodeCheckRule } from "./decode-check-rule.ts";
import { BAD_IDENTIFIER, isIdentifier } from "./identifier.ts";
import type { Output } from "./module.ts";

export interface DecodedOutput extends Output {
  readonly given: ReadonlySet<string>;
}

export function decodeOutput(block: Block, override: boolean, diagnostics: Diagnostic[]): DecodedOutput {
  const [name = ""] = block.labels;
  const [nameRange = block.headerRange] = block.labelRanges;
  const schema = {
    attributes: { description: {}, value: { required: !override }, depends_on: {}, sensitive: {}, ephemeral: {} },
    blocks: { precondition: [], postcondition: [] },
  };
  const { attributes, blocks } = bodyContent(block.body, schema, diagnostics);
  if (!isIdentifier(name)) diagnostics.push(errorAt(nameRange, "Invalid output name", BAD_IDENTIFIER));
  const flag = (flagName: string): boolean => {
    const attribute = attributes.get(flagName);
    return (attribute && constantBool(attribute.expression, diagnostics)) ?? false;
  };
  const descriptionAttribute = attributes.get("description");
  const description = descriptionAttribute && constantString(descriptionAttribute.expression, diagnostics);
  const dependsOn = decodeDependsOn(attributes.get("depends_on"), diagnostics);
  const sensitive = flag("sensitive");
  const ephemeral = flag("ephemeral");
  const preconditions = [];
  for (const inner of blocks) {
    if (inner.type === "precondition") preconditions.push(decodeCheckRule(inner, override, diagnostics));
    else {
      const detail = "Output values can only have preconditions, not postconditions.";
      diagnostics.push(errorAt(inner.typeRange, "Postconditions are not allowed", detail));
    }
  }
  return {
    name,
    ...(description === undefined ? {} : { description }),
    expression: attributes.get("value")?.expression,
    sensitive,
    ephemeral,
    dependsOn,
    preconditions,
    range: block.headerRange,
    given: new Set(attributes.keys()),
  };
}
