/** What an import block stands for: the elements of its `for_each`, and the instance that `to` names for each. */
import { type Diagnostic, errorAt, hasErrors } from "../../hcl/diagnostic.ts";
import { NOWHERE } from "../../hcl/source.ts";
import type { Expression, Traversal, TraversalStep } from "../../hcl/syntax.ts";
import { parseAddress } from "../addresses/parse.ts";
import type { ResourceInstanceAddress } from "../addresses/resource.ts";
import { longer, NO_INSTANCE } from "../config/decode-import.ts";
import type { Import } from "../config/module.ts";
import { asTraversal } from "../config/static-expression.ts";
import { evaluate, evaluateExpression } from "../lang/evaluate.ts";
import { Evaluation } from "../lang/evaluation.ts";
import { isWhollyKnown } from "../lang/known.ts";
import { EPHEMERAL, SENSITIVE } from "../lang/marks.ts";
import type { Scope } from "../lang/scope.ts";
import { numberValue, objectValue, stringValue, unknownValue, type Value } from "../lang/value.ts";
import { expressionVariables } from "../lang/variables.ts";
import { EPHEMERAL_FOR_EACH } from "./evaluate-repetition.ts";
import { type InstanceData, NO_INSTANCE_DATA } from "./repetition.ts";

interface ImportElements {
  /** None while `for_each` is unknown. */
  readonly elements: readonly InstanceData[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Unlike that of a resource, this `for_each` may be of any collection, and sensitive; null is nothing to import. */
export function importElements(forEach: Expression | undefined, scope: Scope, allowUnknown: boolean): ImportElements {
  if (!forEach) return { elements: [NO_INSTANCE_DATA], diagnostics: [] };
  const { value, diagnostics } = evaluate(forEach, scope);
  const refuse = (detail: string, extra?: Readonly<Record<string, unknown>>): ImportElements => ({
    elements: [],
    diagnostics: [
      ...diagnostics,
      {
        ...errorAt(forEach.range, "Invalid for_each argument", detail),
        expression: forEach,
        evalContext: new Evaluation(scope).contextAt(undefined),
        ...(extra ? { extra } : {}),
      },
    ],
  });
  if (hasErrors(diagnostics)) return { elements: [], diagnostics };
  if (!isWhollyKnown(value)) {
    return allowUnknown
      ? { elements: [], diagnostics }
      : refuse(
          'The "for_each" expression includes values derived from other resource attributes that cannot be determined until apply, and so Terraform cannot determine the full set of values that might be used to import this resource.',
          { causedByUnknown: true },
        );
  }
  if (value.hasMark(EPHEMERAL)) {
    return refuse(...EPHEMERAL_FOR_EACH);
  }
  if (value.isNull) return { elements: [], diagnostics };
  const elements = elementsOf(value);
  return elements ? { elements, diagnostics } : refuse('The "for_each" expression must be a collection.');
}

function elementsOf(value: Value): InstanceData[] | undefined {
  const marks = value.hasMark(SENSITIVE) ? ([SENSITIVE] as const) : [];
  const plain = value.withoutMarks();
  switch (value.type.kind) {
    case "map":
    case "object":
      return [...plain.entries].map(([key, element]) => ({
        eachKey: stringValue(key),
        eachValue: element.withMarks(marks),
      }));
    case "set":
      return plain.elements.map((element) => ({ eachKey: element, eachValue: element.withMarks(marks) }));
    case "list":
    case "tuple":
      return plain.elements.map((element, i) => ({ eachKey: numberValue(i), eachValue: element.withMarks(marks) }));
    default:
      return undefined;
  }
}

interface ImportInstance {
  readonly address?: ResourceInstanceAddress;
  readonly diagnostics: readonly Diagnostic[];
}

/** The instance that `to` names. Without `for_each` there is nothing that the address could depend on. */
export function importInstance({ to, forEach }: Import, data: InstanceData): ImportInstance {
  const diagnostics: Diagnostic[] = [];
  const traversal = forEach ? withKeys(to, data, diagnostics) : asTraversal(to, diagnostics);
  if (!traversal) {
    if (!forEach) diagnostics.push(errorAt(NOWHERE, "Invalid address", NO_INSTANCE));
    return { diagnostics };
  }
  const address = parseAddress(traversal, diagnostics);
  if (!address?.resource) return { diagnostics };
  const { module, resource, key } = address;
  return { address: { module, resource, key }, diagnostics };
}

/** The address with the values of its key expressions in their places. */
function withKeys(expression: Expression, data: InstanceData, diagnostics: Diagnostic[]): Traversal | undefined {
  switch (expression.kind) {
    case "index": {
      const collection = withKeys(expression.collection, data, diagnostics);
      const step = collection && keyStep(expression.key, data, diagnostics);
      return step && longer(collection, [step]);
    }
    case "relative-traversal": {
      const source = withKeys(expression.source, data, diagnostics);
      return source && longer(source, expression.traversal);
    }
    default:
      return asTraversal(expression, diagnostics);
  }
}

const EACH_ALONE: Scope = { resolve: () => ({ value: unknownValue() }), noFunctions: true };

function keyStep(
  expression: Expression,
  { eachKey = unknownValue(), eachValue = unknownValue() }: InstanceData,
  diagnostics: Diagnostic[],
): TraversalStep | undefined {
  const { range } = expression;
  const refuse = (summary: string, detail: string): undefined => {
    diagnostics.push(errorAt(range, summary, detail));
    return undefined;
  };
  const stranger = expressionVariables(expression).find(({ root }) => root !== "each");
  if (stranger) {
    // Terraform adds its sentence to HCL's without a space.
    const detail = `There is no variable named "${stranger.root}".Only "each.key" and "each.value" can be used in import address index expressions.`;
    diagnostics.push(errorAt(stranger.rootRange, "Unknown variable", detail));
    return undefined;
  }
  const evaluation = new Evaluation(EACH_ALONE);
  const each = objectValue(new Map([["key", eachKey] as const, ["value", eachValue] as const]));
  const value = evaluateExpression(expression, evaluation, { name: "each", value: each, up: undefined });
  if (evaluation.diagnostics.length > 0) {
    diagnostics.push(...evaluation.diagnostics);
    return undefined;
  }
  if (value.hasMark(SENSITIVE)) {
    return refuse("Invalid index expression", "Import address index expression cannot be sensitive.");
  }
  if (typeof value.content === "string") return { kind: "index", key: { type: "string", text: value.content }, range };
  if (value.type.kind === "number" && !value.isNull) {
    return { kind: "index", key: { type: "number", text: value.number.toString() }, range };
  }
  return refuse("Invalid address", "Invalid resource instance key: either a string or an integer is required.");
}
