/**
 * Type constraints as variables declare them: `list(object({ a = string, b = optional(number, 1) }))`. The defaults of
 * optional attributes are kept beside the type and put into values before they are converted to it.
 */

import { type Diagnostic, errorAt } from "../../hcl/diagnostic.ts";
import { quoteGo } from "../../hcl/quote.ts";
import { rangeBetween, type SourceRange } from "../../hcl/source.ts";
import { staticCall, staticKeyword, staticList, staticMap } from "../../hcl/static.ts";
import type { Expression, FunctionCallExpression } from "../../hcl/syntax.ts";
import { ConversionError, convert } from "./convert.ts";
import { evaluateConstant } from "./evaluate.ts";
import { withoutOptional } from "./friendly-type.ts";
import { BOOL, DYNAMIC, listOf, mapOf, NUMBER, objectOf, STRING, setOf, type Type, tupleOf } from "./type.ts";
import { applyDefaults, type TypeDefaults } from "./type-defaults.ts";
import type { Value } from "./value.ts";

export interface ParsedType {
  readonly type: Type;
  readonly defaults?: TypeDefaults;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a type constraint; the type is undecided when it is wrong. */
export function parseTypeConstraint(expression: Expression): ParsedType {
  const parser = new TypeParser();
  const { type, defaults } = parser.parse(expression);
  return { type, ...(defaults && { defaults }), diagnostics: parser.diagnostics };
}

interface Read {
  readonly type: Type;
  readonly defaults?: TypeDefaults | undefined;
}

const KEYWORDS: Readonly<Record<string, Type>> = { bool: BOOL, string: STRING, number: NUMBER, any: DYNAMIC };
const COLLECTIONS = { list: listOf, set: setOf, map: mapOf } as const;
const INVALID = "Invalid type specification";

const needsArgument = (name: string): string | undefined => {
  if (Object.hasOwn(COLLECTIONS, name)) {
    return `The ${name} type constructor requires one argument specifying the element type.`;
  }
  if (name === "object") {
    return "The object type constructor requires one argument specifying the attribute types and values as a map.";
  }
  if (name === "tuple") {
    return "The tuple type constructor requires one argument specifying the element types as a list.";
  }
  return undefined;
};

class TypeParser {
  readonly diagnostics: Diagnostic[] = [];

  #fail(subject: SourceRange, detail: string, context?: SourceRange): Read {
    this.diagnostics.push(errorAt(subject, INVALID, detail, context));
    return { type: DYNAMIC };
  }

  parse(expression: Expression): Read {
    const keyword = staticKeyword(expression);
    if (keyword !== undefined) {
      const type = Object.hasOwn(KEYWORDS, keyword) ? KEYWORDS[keyword] : undefined;
      if (type) return { type };
      const detail = needsArgument(keyword) ?? `The keyword ${quoteGo(keyword)} is not a valid type specification.`;
      return this.#fail(expression.range, detail);
    }
    const call = staticCall(expression);
    if (call) return this.#parseCall(call, expression);
    return this.#fail(
      expression.range,
      "A type specification is either a primitive type keyword (bool, number, string) or a complex type constructor call, like list(string).",
    );
  }

  #parseCall(call: FunctionCallExpression, expression: Expression): Read {
    const { name } = call;
    const args = rangeBetween(call.openParenRange, call.closeParenRange);
    if (Object.hasOwn(KEYWORDS, name)) {
      const what = name === "any" ? "Type constraint" : "Primitive type";
      return this.#fail(args, `${what} keyword ${quoteGo(name)} does not expect arguments.`);
    }
    if (name === "optional") {
      return this.#fail(call.nameRange, 'Keyword "optional" is valid only as a modifier for object type attributes.');
    }
    const requirement = needsArgument(name);
    const [argument, second] = call.arguments;
    if (requirement && (!argument || second)) {
      const last = call.arguments.at(-1);
      return this.#fail(second && last ? rangeBetween(second.range, last.range) : args, requirement, args);
    }
    if (!requirement || !argument) {
      return this.#fail(expression.range, `Keyword ${quoteGo(name)} is not a valid type constructor.`);
    }
    if (name === "object") return this.#parseObject(argument, expression);
    if (name === "tuple") return this.#parseTuple(argument, expression);
    const element = this.parse(argument);
    return {
      type: COLLECTIONS[name as keyof typeof COLLECTIONS](element.type),
      defaults: element.defaults && { values: new Map(), children: new Map([["", element.defaults]]) },
    };
  }

  #parseObject(argument: Expression, expression: Expression): Read {
    const entries = staticMap(argument);
    if (!entries) {
      return this.#fail(
        argument.range,
        "Object type constructor requires a map whose keys are attribute names and whose values are the corresponding attribute types.",
        expression.range,
      );
    }
    const attributes = new Map<string, Type>();
    const optional: string[] = [];
    const values = new Map<string, Value>();
    const children = new Map<string, TypeDefaults>();
    for (const { key, value } of entries) {
      const name = staticKeyword(key);
      if (name === undefined) {
        this.#fail(key.range, "Object constructor map keys must be attribute names.", expression.range);
        continue;
      }
      if (attributes.has(name)) {
        this.#fail(key.range, "Object constructor map keys must be unique.", expression.range);
        continue;
      }
      const modifier = staticCall(value);
      const isOptional = modifier?.name === "optional";
      const [typeExpression, defaultExpression, excess] = isOptional ? modifier.arguments : [value];
      if (isOptional && (!typeExpression || excess)) {
        this.#failOptional(modifier, value);
        continue;
      }
      const { type, defaults } = this.parse(typeExpression as Expression);
      attributes.set(name, type);
      if (isOptional) optional.push(name);
      if (defaults) children.set(name, defaults);
      const preset = defaultExpression && this.#defaultValue(defaultExpression, type, defaults);
      if (preset) values.set(name, preset);
    }
    const defaults = values.size > 0 || children.size > 0 ? { values, children } : undefined;
    return { type: objectOf(attributes, optional), defaults };
  }

  #failOptional(modifier: FunctionCallExpression, value: Expression): void {
    const excess = modifier.arguments[2];
    const args = rangeBetween(modifier.openParenRange, modifier.closeParenRange);
    const detail = excess
      ? "Optional attribute modifier expects at most two arguments: the attribute type, and a default value."
      : "Optional attribute modifier requires the attribute type as its argument.";
    this.#fail(args, detail, value.range);
  }

  #defaultValue(expression: Expression, type: Type, defaults: TypeDefaults | undefined): Value | undefined {
    const mark = this.diagnostics.length;
    const value = evaluateConstant(expression, this.diagnostics);
    if (this.diagnostics.length > mark) return undefined;
    try {
      // Nested defaults are applied when the value is used, so that null can still mean "the default".
      convert(defaults ? applyDefaults(value, defaults) : value, type);
      return value.isNull || !defaults ? convert(value, type) : value;
    } catch (error) {
      if (!(error instanceof ConversionError)) throw error;
      const detail = `This default value is not compatible with the attribute's type constraint: ${error.message}.`;
      this.diagnostics.push(errorAt(expression.range, "Invalid default value for optional attribute", detail));
      return undefined;
    }
  }

  #parseTuple(argument: Expression, expression: Expression): Read {
    const items = staticList(argument);
    if (!items) {
      return this.#fail(argument.range, "Tuple type constructor requires a list of element types.", expression.range);
    }
    const elements = items.map((item) => this.parse(item));
    const children = new Map<string, TypeDefaults>();
    for (const [i, { defaults }] of elements.entries()) if (defaults) children.set(String(i), defaults);
    return {
      type: tupleOf(elements.map(({ type }) => type)),
      defaults: children.size > 0 ? { values: new Map(), children } : undefined,
    };
  }
}

export { applyDefaults, type TypeDefaults, withoutOptional };
