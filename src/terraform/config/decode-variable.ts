/** `variable` blocks. */
import { type Diagnostic, errorAt } from "../../hcl/diagnostic.ts";
import type { SourceRange } from "../../hcl/source.ts";
import type { Attribute, Block, Expression } from "../../hcl/syntax.ts";
import { evaluateConstant } from "../lang/evaluate.ts";
import { isPrimitive } from "../lang/friendly-type.ts";
import { parseReference } from "../lang/reference.ts";
import { DYNAMIC, listOf, mapOf, type Type } from "../lang/type.ts";
import { applyDefaults, parseTypeConstraint, type TypeDefaults, withoutOptional } from "../lang/type-constraint.ts";
import { unknownValue, type Value } from "../lang/value.ts";
import { expressionVariables } from "../lang/variables.ts";
import { constantBool, constantString, tryConvert } from "./constant.ts";
import { bodyContent } from "./content.ts";
import { decodeCheckRule } from "./decode-check-rule.ts";
import { BAD_IDENTIFIER, isIdentifier } from "./identifier.ts";
import type { CheckRule, Variable } from "./module.ts";
import { MODULE_SCHEMA } from "./module-schema.ts";
import { isQuoted, quotedText } from "./quoted-reference.ts";
import { asKeyword } from "./static-expression.ts";

const VARIABLE = {
  attributes: { description: {}, default: {}, type: {}, sensitive: {}, ephemeral: {}, nullable: {} },
  blocks: { validation: [] },
} as const;

/** A variable with only what its block says: an override file changes nothing else. */
export interface DecodedVariable extends Variable {
  readonly given: ReadonlySet<string>;
  readonly defaultRange?: SourceRange;
}

export function decodeVariable(block: Block, override: boolean, diagnostics: Diagnostic[]): DecodedVariable {
  const [name = ""] = block.labels;
  const [nameRange = block.headerRange] = block.labelRanges;
  const { attributes, blocks } = bodyContent(block.body, VARIABLE, diagnostics);
  checkName(name, nameRange, diagnostics);
  const typeAttribute = attributes.get("type");
  const type: VariableType = typeAttribute
    ? decodeType(typeAttribute.expression, diagnostics)
    : { constraint: DYNAMIC, parsing: "literal" };
  const flag = (flagName: string): boolean | undefined => {
    const attribute = attributes.get(flagName);
    return attribute && constantBool(attribute.expression, diagnostics);
  };
  const description = attributes.get("description");
  const descriptionText = description && constantString(description.expression, diagnostics);
  const sensitive = flag("sensitive") ?? false;
  const ephemeral = flag("ephemeral") ?? false;
  // What is no truth value counts as false.
  const nullable = flag("nullable") ?? !attributes.has("nullable");
  const defaultAttribute = attributes.get("default");
  const typed = !override || typeAttribute !== undefined;
  const value = defaultAttribute && decodeDefault(defaultAttribute, typed ? type : undefined, nullable, diagnostics);
  const validations = blocks.map((inner) => {
    const rule = decodeCheckRule(inner, override, diagnostics);
    checkValidation(name, rule, diagnostics);
    return rule;
  });
  return {
    name,
    ...(descriptionText === undefined ? {} : { description: descriptionText }),
    ...(value ? { default: value } : {}),
    type: withoutOptional(type.constraint),
    constraint: type.constraint,
    ...(type.defaults ? { typeDefaults: type.defaults } : {}),
    parsing: type.parsing,
    validations,
    sensitive,
    ephemeral,
    nullable,
    range: block.headerRange,
    given: new Set(attributes.keys()),
    ...(defaultAttribute ? { defaultRange: defaultAttribute.expression.range } : {}),
  };
}

function checkName(name: string, range: SourceRange, diagnostics: Diagnostic[]): void {
  if (!isIdentifier(name)) diagnostics.push(errorAt(range, "Invalid variable name", BAD_IDENTIFIER));
  if (Object.hasOwn(MODULE_SCHEMA.attributes, name) || Object.hasOwn(MODULE_SCHEMA.blocks, name)) {
    const detail = `The variable name "${name}" is reserved due to its special meaning inside module blocks.`;
    diagnostics.push(errorAt(range, "Invalid variable name", detail));
  }
}

interface VariableType {
  readonly constraint: Type;
  readonly defaults?: TypeDefaults;
  readonly parsing: Variable["parsing"];
}

/** What Terraform 0.11 allowed as a type in quotes, and what to write instead. */
const QUOTED_TYPES: Readonly<Record<string, string>> = {
  string: "",
  list: " and write list(string) instead to explicitly indicate that the list elements are strings",
  map: " and write map(string) instead to explicitly indicate that the map elements are strings",
};

function decodeType(expression: Expression, diagnostics: Diagnostic[]): VariableType {
  const undecided: VariableType = { constraint: DYNAMIC, parsing: "hcl" };
  if (isQuoted(expression)) {
    const text = quotedText(expression);
    if (text === undefined) {
      evaluateConstant(expression, diagnostics);
      return undecided;
    }
    diagnostics.push(quotedTypeError(text, expression.range));
    return undecided;
  }
  const keyword = asKeyword(expression);
  if (keyword === "list") return { constraint: listOf(DYNAMIC), parsing: "hcl" };
  if (keyword === "map") return { constraint: mapOf(DYNAMIC), parsing: "hcl" };
  const parsed = parseTypeConstraint(expression);
  diagnostics.push(...parsed.diagnostics);
  if (parsed.diagnostics.length > 0) return undecided;
  const parsing = isPrimitive(parsed.type) ? "literal" : "hcl";
  return { constraint: parsed.type, ...(parsed.defaults ? { defaults: parsed.defaults } : {}), parsing };
}

function quotedTypeError(text: string, range: SourceRange): Diagnostic {
  const instead = Object.hasOwn(QUOTED_TYPES, text) ? QUOTED_TYPES[text] : undefined;
  if (instead === undefined) {
    const detail =
      "To provide a full type expression, remove the surrounding quotes and give the type expression directly.";
    return errorAt(range, "Invalid legacy variable type hint", detail);
  }
  const detail = `Terraform 0.11 and earlier required type constraints to be given in quotes, but that form is now deprecated and will be removed in a future version of Terraform. Remove the quotes around "${text}"${instead}.`;
  return errorAt(range, "Invalid quoted type constraints", detail);
}

function decodeDefault(
  { expression }: Attribute,
  type: VariableType | undefined,
  nullable: boolean,
  diagnostics: Diagnostic[],
): Value {
  let value = evaluateConstant(expression, diagnostics);
  if (type) value = convertDefault(value, type.constraint, type.defaults, expression.range, diagnostics);
  if (!nullable && value.isNull) {
    const detail = "A null default value is not valid when nullable=false.";
    diagnostics.push(errorAt(expression.range, "Invalid default value for variable", detail));
  }
  return value;
}

export function convertDefault(
  value: Value,
  constraint: Type,
  defaults: TypeDefaults | undefined,
  range: SourceRange,
  diagnostics: Diagnostic[],
): Value {
  const complete = defaults && !value.isNull ? applyDefaults(value, defaults) : value;
  const converted = tryConvert(complete, constraint, "path");
  if (typeof converted !== "string") return converted;
  const detail = `This default value is not compatible with the variable's type constraint: ${converted}.`;
  diagnostics.push(errorAt(range, "Invalid default value for variable", detail));
  return unknownValue();
}

function checkValidation(name: string, { condition }: CheckRule, diagnostics: Diagnostic[]): void {
  if (!condition) return;
  const refersToItself = expressionVariables(condition).some((traversal) => {
    const subject = parseReference(traversal).reference?.subject;
    return subject?.kind === "variable" && subject.name === name;
  });
  if (refersToItself) return;
  const detail = `The condition for variable "${name}" must refer to var.${name} in order to test incoming values.`;
  diagnostics.push(errorAt(condition.range, "Invalid variable validation condition", detail));
}
