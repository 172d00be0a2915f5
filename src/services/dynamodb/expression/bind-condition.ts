/** A parsed condition with its names and values, checked for what AWS refuses whatever the item holds. */
import { orderOf } from "../attribute/compare.ts";
import { contentOf, type TypeName, typeOf, type Value } from "../attribute/value.ts";
import { bindOperand, literalType } from "./bind-operand.ts";
import { Faults } from "./faults.ts";
import type { Placeholders } from "./placeholders.ts";
import { type Call, type Condition, type Operand, showPath } from "./syntax.ts";

type FaultKind = "undefined" | "count" | "distinct" | "type";

const operandCounts: Readonly<Record<string, number>> = {
  attribute_exists: 1,
  attribute_not_exists: 1,
  attribute_type: 2,
  begins_with: 2,
  contains: 2,
  size: 1,
};
const attributeTypes: readonly string[] = [
  "S",
  "N",
  "B",
  "NULL",
  "SS",
  "BOOL",
  "L",
  "BS",
  "NS",
  "M",
] satisfies TypeName[];
const orderedTypes = new Set<string | undefined>([undefined, "S", "N", "B"]);

export function bindCondition(condition: Condition, placeholders: Placeholders): Condition {
  switch (condition.kind) {
    case "and":
    case "or":
      return {
        kind: condition.kind,
        left: bindCondition(condition.left, placeholders),
        right: bindCondition(condition.right, placeholders),
      };
    case "not":
      return { kind: "not", condition: bindCondition(condition.condition, placeholders) };
    default:
      return new SimpleConditionBinder(placeholders).bind(condition);
  }
}

type SimpleCondition = Exclude<Condition, { kind: "and" | "or" | "not" }>;

class SimpleConditionBinder {
  readonly #placeholders: Placeholders;
  readonly #faults = new Faults<FaultKind>(["undefined", "count", "distinct", "type"]);

  constructor(placeholders: Placeholders) {
    this.#placeholders = placeholders;
  }

  bind(condition: SimpleCondition): Condition {
    const bound = this.#bound(condition);
    this.#faults.throwFirst();
    return bound;
  }

  #bound(condition: SimpleCondition): Condition {
    switch (condition.kind) {
      case "compare": {
        const { comparator } = condition;
        const [left, right] = [this.#operand(condition.left), this.#operand(condition.right)];
        this.#checkDistinct(comparator, left, [right]);
        if (comparator !== "=" && comparator !== "<>") this.#checkOrdered(comparator, [left, right]);
        return { kind: "compare", comparator, left, right };
      }
      case "between": {
        const operand = this.#operand(condition.operand);
        const [low, high] = [this.#operand(condition.low), this.#operand(condition.high)];
        this.#checkDistinct("BETWEEN", operand, [low, high]);
        this.#checkOrdered("BETWEEN", [operand, low, high]);
        this.#checkBounds(low, high);
        return { kind: "between", operand, low, high };
      }
      case "in": {
        const operand = this.#operand(condition.operand);
        const candidates = condition.candidates.map((candidate) => this.#operand(candidate));
        this.#checkDistinct("IN", operand, candidates);
        return { kind: "in", operand, candidates };
      }
      case "call":
        return this.#operand(condition) as Call;
    }
  }

  #operand(operand: Operand): Operand {
    const bound = bindOperand(operand, this.#placeholders, ({ message }) => this.#faults.note("undefined", message));
    this.#checkCalls(bound);
    return bound;
  }

  #checkCalls(operand: Operand): void {
    if (operand.kind !== "call") return;
    for (const inner of operand.operands) this.#checkCalls(inner);
    this.#checkCall(operand);
  }

  #checkCall({ name, operands }: Call): void {
    const [first, second] = operands;
    if (operandCounts[name] !== operands.length || !first) {
      this.#faults.note(
        "count",
        `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${operands.length}`,
      );
      return;
    }
    if (second) this.#checkDistinct(name, first, [second]);
    switch (name) {
      case "attribute_exists":
      case "attribute_not_exists":
        if (first.kind !== "path") {
          this.#typeFault(`Operator or function requires a document path; operator or function: ${name}`);
        }
        break;
      case "begins_with":
        for (const operand of operands) this.#checkType(name, operand, ["S", "B"]);
        break;
      case "attribute_type":
        this.#checkTypeName(second!);
        break;
      case "size":
        this.#checkType(name, first, ["S", "B", "SS", "NS", "BS", "L", "M"]);
        break;
    }
  }

  #checkTypeName(operand: Operand): void {
    const type = literalType(operand);
    if (type !== "S") {
      this.#wrongType("attribute_type", type ?? "{NS,SS,L,BS,N,M,B,BOOL,NULL,S}");
      return;
    }
    const name = contentOf((operand as { value: Value }).value) as string;
    if (attributeTypes.includes(name)) return;
    this.#typeFault(`Invalid attribute type name found; type: ${name}, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}`);
  }

  #checkType(name: string, operand: Operand, allowed: readonly string[]): void {
    const type = operand.kind === "call" ? "N" : literalType(operand);
    if (type !== undefined && !allowed.includes(type)) this.#wrongType(name, type);
  }

  #checkOrdered(operator: string, operands: readonly Operand[]): void {
    for (const operand of operands) {
      const type = literalType(operand);
      if (!orderedTypes.has(type)) this.#wrongType(operator, type!);
    }
  }

  #wrongType(name: string, type: string): void {
    this.#typeFault(
      `Incorrect operand type for operator or function; operator or function: ${name}, operand type: ${type}`,
    );
  }

  #typeFault(message: string): void {
    this.#faults.note("type", message);
  }

  #checkDistinct(operator: string, first: Operand, others: readonly Operand[]): void {
    if (first.kind !== "path") return;
    const shown = showPath(first.path);
    if (!others.some((other) => other.kind === "path" && showPath(other.path) === shown)) return;
    this.#faults.note(
      "distinct",
      `The first operand must be distinct from the remaining operands for this operator or function; operator: ${operator}, first operand: ${shown}`,
    );
  }

  #checkBounds(low: Operand, high: Operand): void {
    if (low.kind !== "value" || high.kind !== "value" || !low.value || !high.value) return;
    const shown = `lower bound operand: AttributeValue: ${showValue(low.value)}, upper bound operand: AttributeValue: ${showValue(high.value)}`;
    if (typeOf(low.value) !== typeOf(high.value)) {
      this.#typeFault(`The BETWEEN operator requires same data type for lower and upper bounds; ${shown}`);
    } else if ((orderOf(low.value, high.value) ?? 0) > 0) {
      this.#typeFault(`The BETWEEN operator requires upper bound to be greater than or equal to lower bound; ${shown}`);
    }
  }
}

function showValue(value: Value): string {
  const content = contentOf(value);
  return `{${typeOf(value)}:${typeof content === "string" ? content : JSON.stringify(content)}}`;
}
