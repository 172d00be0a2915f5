/** Runs a template: the text it makes of the caller's values. */
import { callMethod, entry, listOf } from "./methods.ts";
import { parseTemplate } from "./parse.ts";
import type { Expression, Node, Operator, Reference, Step } from "./syntax.ts";
import { equal, isMap, isTrue, print, Tool, type Value, WrittenList } from "./values.ts";

/** API Gateway's quota: more rounds of a loop are not run. */
const MOST_ROUNDS = 1000;

type Signal = "break" | "stop" | undefined;

/** Throws TemplateError when the template does not parse. `variables` hold what the template sets afterwards. */
export function renderTemplate(template: string, variables: Map<string, Value>): string {
  const renderer = new Renderer(variables);
  renderer.run(parseTemplate(template));
  return renderer.text;
}

class Renderer {
  text = "";
  readonly #variables: Map<string, Value>;

  constructor(variables: Map<string, Value>) {
    this.#variables = variables;
  }

  run(nodes: readonly Node[]): Signal {
    for (const node of nodes) {
      const signal = this.#step(node);
      if (signal) return signal;
    }
    return undefined;
  }

  #step(node: Node): Signal {
    switch (node.type) {
      case "text":
        this.text += node.text;
        return undefined;
      case "reference":
        this.text += this.#printed(node);
        return undefined;
      case "set":
        this.#set(node.target, this.#value(node.value));
        return undefined;
      case "if": {
        const branch = node.branches.find(({ test }) => isTrue(this.#value(test)));
        return this.run(branch ? branch.body : node.otherwise);
      }
      case "foreach":
        return this.#foreach(node.name, listOf(this.#value(node.list)), node.body);
      default:
        return node.type;
    }
  }

  /** A name that nothing has is text; what an object lacks is empty. */
  #printed({ reference, quiet, source }: Extract<Node, { type: "reference" }>): string {
    const value = this.#read(reference);
    if (value !== undefined && value !== null) return print(value);
    return quiet || reference.steps.length > 0 || this.#variables.has(reference.name) ? "" : source;
  }

  #foreach(name: string, items: readonly Value[], body: readonly Node[]): Signal {
    const saved = ["foreach", "velocityCount", name].map((one) => [one, this.#variables.get(one)] as const);
    let signal: Signal;
    for (const [index, item] of items.slice(0, MOST_ROUNDS).entries()) {
      this.#variables.set(name, item);
      this.#variables.set("velocityCount", index + 1);
      this.#variables.set("foreach", {
        index,
        count: index + 1,
        hasNext: index + 1 < items.length,
        first: index === 0,
        last: index + 1 === items.length,
      });
      signal = this.run(body);
      if (signal) break;
    }
    for (const [one, value] of saved) {
      if (value === undefined) this.#variables.delete(one);
      else this.#variables.set(one, value);
    }
    return signal === "stop" ? "stop" : undefined;
  }

  #set({ name, steps }: Reference, value: Value): void {
    const last = steps.at(-1);
    if (!last) {
      this.#variables.set(name, value);
      return;
    }
    const target = this.#read({ name, steps: steps.slice(0, -1) });
    const key = last.type === "index" ? this.#value(last.index) : last.name;
    if (Array.isArray(target)) target[Number(key)] = value;
    else if (isMap(target)) target[print(key)] = value;
  }

  #read({ name, steps }: Reference): Value {
    let value = this.#variables.get(name);
    for (const step of steps) value = this.#follow(value, step);
    return value;
  }

  #follow(target: Value, step: Step): Value {
    if (step.type === "method") {
      const args = step.args.map((arg) => this.#value(arg));
      if (!(target instanceof Tool)) return callMethod(target, step.name, args);
      return Object.hasOwn(target.methods, step.name) ? target.methods[step.name]?.(...args) : undefined;
    }
    const key = step.type === "property" ? step.name : this.#value(step.index);
    if (target instanceof Tool) return entry(target.properties, print(key));
    if (Array.isArray(target)) return typeof key === "number" ? target.at(key) : undefined;
    return isMap(target) ? entry(target, print(key)) : undefined;
  }

  #value(expression: Expression): Value {
    switch (expression.type) {
      case "literal":
        return expression.value;
      case "text": {
        const inner = new Renderer(this.#variables);
        inner.run(expression.nodes);
        return inner.text;
      }
      case "reference":
        return this.#read(expression.reference);
      case "list":
        return WrittenList.from(expression.items.map((item) => this.#value(item)));
      case "range":
        return range(Number(this.#value(expression.from)), Number(this.#value(expression.to)));
      case "map":
        return Object.fromEntries(
          expression.entries.map(([key, item]) => [print(this.#value(key)), this.#value(item)]),
        );
      case "not":
        return !isTrue(this.#value(expression.operand));
      case "negative":
        return -Number(this.#value(expression.operand));
      default:
        return this.#binary(expression.operator, expression.left, expression.right);
    }
  }

  #binary(operator: Operator, left: Expression, right: Expression): Value {
    if (operator === "&&") return isTrue(this.#value(left)) && isTrue(this.#value(right));
    if (operator === "||") return isTrue(this.#value(left)) || isTrue(this.#value(right));
    return calculate(operator, this.#value(left), this.#value(right));
  }
}

function range(from: number, to: number): Value[] {
  const step = from <= to ? 1 : -1;
  const length = Math.min(Math.abs(to - from), MOST_ROUNDS) + 1;
  return WrittenList.from({ length }, (_, index) => from + index * step);
}

function calculate(operator: Operator, left: Value, right: Value): Value {
  if (operator === "==") return equal(left, right);
  if (operator === "!=") return !equal(left, right);
  if (operator === "+" && (typeof left === "string" || typeof right === "string")) return print(left) + print(right);
  // Velocity gives null for arithmetic with what is no number, and for division by zero.
  if (typeof left !== "number" || typeof right !== "number") return undefined;
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return right === 0 ? undefined : quotient(left, right);
    case "%":
      return right === 0 ? undefined : left % right;
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    default:
      return left >= right;
  }
}

/** Integers divide as in Java. */
const quotient = (left: number, right: number): number =>
  Number.isInteger(left) && Number.isInteger(right) ? Math.trunc(left / right) : left / right;
