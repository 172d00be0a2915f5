/** The functions of the built-in provider: between values and their source text. */
import { justAttributes } from "../../hcl/body.ts";
import { type Diagnostic, hasErrors } from "../../hcl/diagnostic.ts";
import { parseFile } from "../../hcl/parse.ts";
import { printRange } from "../../hcl/source.ts";
import { isIdentifier } from "../../terraform/config/identifier.ts";
import { evaluateConstant } from "../../terraform/lang/evaluate.ts";
import { isNotNull, isWhollyKnown } from "../../terraform/lang/known.ts";
import { quoteGo } from "../../terraform/lang/quote.ts";
import { compareUtf8, DYNAMIC, STRING, type Type } from "../../terraform/lang/type.ts";
import { objectValue, stringValue, unknownValue, type Value } from "../../terraform/lang/value.ts";
import type { FunctionResult, ProviderFunction } from "../../terraform/provider.ts";
import { expressionSource, fileSource } from "./expression-source.ts";

// Terraform blames argument 1 of functions that have only argument 0, so its messages are those of the whole call.
const failed = (error: string): FunctionResult => ({ error });

export const encodeTfvars: ProviderFunction = {
  summary: "Produce a string representation of an object using the same syntax as for `.tfvars` files",
  description:
    "A rarely-needed function which takes an object value and produces a string containing a description of that object using the same syntax as Terraform CLI would expect in a `.tfvars` file.",
  parameters: [{ name: "value", type: DYNAMIC, allowUnknown: true }],
  returns: STRING,
  call([argument]): FunctionResult {
    const value = argument as Value;
    if (!isWhollyKnown(value)) return { result: unknownValue(STRING, { notNull: true }) };
    if (value.type.kind !== "object" && value.type.kind !== "map") {
      return failed(
        "invalid value to encode: must be an object whose attribute names will become the encoded variable names",
      );
    }
    const attributes = [...value.entries].sort(([a], [b]) => compareUtf8(a, b));
    const [invalid] = attributes.find(([name]) => !isIdentifier(name)) ?? [];
    if (invalid !== undefined) {
      return failed(
        `invalid variable name ${quoteGo(invalid)}: must be a valid identifier, per Terraform's rules for input variable declarations`,
      );
    }
    return { result: stringValue(fileSource(attributes)) };
  },
};

export const decodeTfvars: ProviderFunction = {
  summary: "Parse a string containing syntax like that used in a `.tfvars` file",
  description:
    "A rarely-needed function which takes a string containing the content of a `.tfvars` file and returns an object describing the raw variable values it defines.",
  parameters: [{ name: "src", type: STRING }],
  returns: DYNAMIC,
  call([source]): FunctionResult {
    const { file, diagnostics } = parseFile("<decode_tfvars argument>", (source as Value).string);
    if (hasErrors(diagnostics)) return failed(`invalid tfvars syntax: ${inOneLine(diagnostics)}`);
    const content = justAttributes(file.body);
    if (hasErrors(content.diagnostics)) return failed(`invalid tfvars content: ${inOneLine(content.diagnostics)}`);
    const values = new Map<string, Value>();
    for (const [name, { expression }] of content.attributes) {
      const problems: Diagnostic[] = [];
      values.set(name, evaluateConstant(expression, problems));
      if (hasErrors(problems)) {
        return failed(`invalid expression for variable ${quoteGo(name)}: ${inOneLine(problems)}`);
      }
    }
    return { result: objectValue(values) };
  },
};

/** Diagnostics as the one message that Go's error of them has. */
function inOneLine(diagnostics: readonly Diagnostic[]): string {
  const [first, ...rest] = diagnostics as readonly [Diagnostic, ...Diagnostic[]];
  const text = `${first.subject ? printRange(first.subject) : "<nil>"}: ${first.summary}; ${first.detail}`;
  return rest.length === 0 ? text : `${text}, and ${rest.length} other diagnostic(s)`;
}

export const encodeExpr: ProviderFunction = {
  summary: "Produce a string representation of an arbitrary value using Terraform expression syntax",
  description:
    "A rarely-needed function which takes any value and produces a string containing Terraform language expression syntax approximating that value.",
  parameters: [{ name: "value", type: DYNAMIC, allowUnknown: true }],
  returns: STRING,
  call([argument]): FunctionResult {
    const value = argument as Value;
    if (isWhollyKnown(value)) return { result: stringValue(expressionSource(value)) };
    const stringPrefix = isNotNull(value) ? firstCharacter(value.type) : undefined;
    return { result: unknownValue(STRING, { notNull: true, ...(stringPrefix ? { stringPrefix } : {}) }) };
  },
};

/** How the source of any value of the type that is not null begins. */
function firstCharacter({ kind }: Type): string | undefined {
  if (kind === "object" || kind === "map") return "{";
  if (kind === "tuple" || kind === "list" || kind === "set") return "[";
  return kind === "string" ? '"' : undefined;
}
