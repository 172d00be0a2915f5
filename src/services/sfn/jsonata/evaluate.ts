/** Evaluating the tree of an expression against an input, as JSONata's documentation and reference behave. */
import { Environment, type FunctionValue, functionValue, isFunctionValue } from "./environment.ts";
import { JsonataError } from "./error.ts";
import { binary } from "./operators.ts";
import { append, isConstructed, isRecord, listOf, markConstructed, Sequence, sequenceOf, settled } from "./sequence.ts";
import type { Node, Pair, SortTerm } from "./syntax.ts";
import { transformer } from "./transform.ts";
import { truth } from "./truth.ts";

const DEEPEST = 500;
let depth = 0;

/** Forgets how deep an evaluation was that ended with an error. */
export function startEvaluation(): void {
  depth = 0;
}

export function evaluate(node: Node, input: unknown, environment: Environment): unknown {
  if (++depth > DEEPEST) {
    throw new JsonataError("D1011", "Stack overflow. Check for non-terminating recursive function.");
  }
  let result = evaluateCore(node, input, environment);
  for (const predicate of node.predicates ?? []) result = filtered(predicate, result, environment);
  if (node.group && node.kind !== "path") result = grouped(node.group, result, environment);
  if (node.keepArray && result instanceof Sequence) result.keepSingleton = true;
  depth--;
  return settled(result);
}

function evaluateCore(node: Node, input: unknown, environment: Environment): unknown {
  switch (node.kind) {
    case "constant":
      return node.value;
    case "name":
      return member(input, node.name);
    case "variable":
      return node.name === "" ? settled(input) : environment.lookUp(node.name === "$" ? "$" : node.name);
    case "wildcard":
      return wildcard(input);
    case "descendants":
      return descendants(input);
    case "path":
      return followed(node, input, environment);
    case "negative": {
      const value = evaluate(node.operand, input, environment);
      if (value === undefined) return undefined;
      if (typeof value === "number") return -value;
      throw new JsonataError("D1002", `Cannot negate a non-numeric value: ${JSON.stringify(value)}`);
    }
    case "array":
      return arrayOf(node, input, environment);
    case "object":
      return grouped(node.pairs, input, environment);
    case "binary":
      return node.operator === "~>"
        ? applied(node.left, node.right, input, environment)
        : binary(node, (part) => evaluate(part, input, environment));
    case "bind": {
      const value = evaluate(node.value, input, environment);
      environment.bind(node.name, value);
      return value;
    }
    case "condition": {
      const chosen = truth(evaluate(node.test, input, environment)) ? node.yes : node.no;
      return chosen && evaluate(chosen, input, environment);
    }
    case "block": {
      const inner = new Environment(environment);
      let result: unknown;
      for (const expression of node.expressions) result = evaluate(expression, input, inner);
      return result;
    }
    case "lambda":
      return functionValue({ native: false, parameters: node.parameters, body: node.body, input, environment });
    case "call":
      return called(node, input, environment);
    case "partial":
      return partially(node, input, environment);
    case "regex":
      return node.expression;
    case "transform":
      return transformer(node, environment);
    case "sort":
      throw new JsonataError("S0201", 'Syntax error: "^"');
  }
}

function member(input: unknown, name: string): unknown {
  if (Array.isArray(input)) {
    const found = new Sequence();
    for (const item of input as unknown[]) found.push(...listOf(member(item, name)));
    return found;
  }
  return isRecord(input) && !isFunctionValue(input) && Object.hasOwn(input, name) ? input[name] : undefined;
}

function wildcard(input: unknown): unknown {
  const found = new Sequence();
  const object = Array.isArray(input) && input.length > 0 && input instanceof Sequence ? (input[0] as unknown) : input;
  if (typeof object !== "object" || object === null) return found;
  for (const value of Object.values(object))
    found.push(...(Array.isArray(value) ? (value.flat(Number.POSITIVE_INFINITY) as unknown[]) : [value]));
  return found;
}

function descendants(input: unknown): unknown {
  const found = new Sequence();
  const walk = (value: unknown): void => {
    if (!Array.isArray(value)) found.push(value);
    if (typeof value === "object" && value !== null) for (const inner of Object.values(value)) walk(inner);
  };
  if (input !== undefined) walk(input);
  return found;
}

type Path = Extract<Node, { kind: "path" }>;

function followed({ steps, keepSingleton, group }: Path, input: unknown, environment: Environment): unknown {
  const [first] = steps;
  let current: unknown = Array.isArray(input) && first?.kind !== "variable" ? input : sequenceOf(input);
  for (const [i, step] of steps.entries()) {
    current =
      i === 0 && step.kind === "array" && step.constructed
        ? evaluate(step, input, environment)
        : stepped(step, current as readonly unknown[], environment, i === steps.length - 1);
    if (current === undefined || (Array.isArray(current) && current.length === 0)) break;
    if (!Array.isArray(current)) current = sequenceOf(current);
  }
  if (keepSingleton) {
    const kept = current instanceof Sequence ? current : sequenceOf(...listOf(current));
    kept.keepSingleton = true;
    current = kept;
  }
  return group ? grouped(group, current, environment) : current;
}

function stepped(step: Node, input: readonly unknown[], environment: Environment, last: boolean): unknown {
  if (step.kind === "sort") return narrowed(step.stages, sorted(step.terms, input, environment), environment);
  const found: unknown[] = [];
  for (const item of input) {
    const result = narrowed(step.stages, evaluate(step, item, environment), environment);
    if (result !== undefined) found.push(result);
  }
  const [only] = found;
  if (last && found.length === 1 && Array.isArray(only) && !(only instanceof Sequence)) return only;
  const flat = new Sequence();
  for (const result of found) {
    if (Array.isArray(result) && !isConstructed(result)) for (const item of result as unknown[]) flat.push(item);
    else flat.push(result);
  }
  return flat;
}

function narrowed(stages: readonly Node[] | undefined, value: unknown, environment: Environment): unknown {
  return (stages ?? []).reduce((found, stage) => settled(filtered(stage, found, environment)), value);
}

function filtered(predicate: Node, input: unknown, environment: Environment): unknown {
  const items = listOf(input);
  const found = new Sequence();
  const at = (index: number): number => {
    const whole = Math.floor(index);
    return whole < 0 ? items.length + whole : whole;
  };
  if (predicate.kind === "constant" && typeof predicate.value === "number") {
    const item = items[at(predicate.value)];
    return item === undefined ? found : Array.isArray(item) ? item : sequenceOf(item);
  }
  for (const [i, item] of items.entries()) {
    const answer = evaluate(predicate, item, environment);
    const indexes = Array.isArray(answer) ? (answer as unknown[]) : [answer];
    if (indexes.length > 0 && indexes.every((index) => typeof index === "number")) {
      for (const index of indexes) if (at(index) === i) found.push(item);
    } else if (truth(answer)) found.push(item);
  }
  return found;
}

function arrayOf(node: Extract<Node, { kind: "array" }>, input: unknown, environment: Environment): unknown[] {
  const items: unknown[] = [];
  for (const item of node.items) {
    const value = evaluate(item, input, environment);
    if (value === undefined) continue;
    if (item.kind === "array" || !Array.isArray(value)) items.push(value);
    else items.push(...(value as unknown[]));
  }
  if (node.constructed) markConstructed(items);
  return items;
}

/** `{key: value}` over one or many items: those with the same key are gathered before its value is made. */
function grouped(pairs: readonly Pair[], input: unknown, environment: Environment): unknown {
  const items =
    Array.isArray(input) && input.length > 0 ? (input as unknown[]) : [Array.isArray(input) ? undefined : input];
  const groups = new Map<string, { data: unknown; readonly pair: Pair }>();
  for (const item of items) {
    for (const pair of pairs) {
      const key = evaluate(pair[0], item, environment);
      if (key === undefined) continue;
      if (typeof key !== "string") {
        throw new JsonataError(
          "T1003",
          `Key in object structure must evaluate to a string; got: ${JSON.stringify(key)}`,
        );
      }
      const group = groups.get(key);
      if (!group) groups.set(key, { data: item, pair });
      else if (group.pair !== pair) {
        throw new JsonataError("D1009", `Multiple key definitions evaluate to same key: ${JSON.stringify(key)}`);
      } else group.data = append(group.data, item);
    }
  }
  const result: Record<string, unknown> = {};
  for (const [key, { data, pair }] of groups) {
    const value = evaluate(pair[1], data, environment);
    if (value !== undefined) result[key] = value;
  }
  return result;
}

function sorted(terms: readonly SortTerm[], input: readonly unknown[], environment: Environment): unknown {
  const keyed = input.map((item) => ({ item, keys: terms.map(({ by }) => evaluate(by, item, environment)) }));
  keyed.sort((a, b) => {
    for (const [i, { descending }] of terms.entries()) {
      const order = compareKeys(a.keys[i], b.keys[i]);
      if (order !== 0) return descending ? -order : order;
    }
    return 0;
  });
  return sequenceOf(...keyed.map(({ item }) => item));
}

function compareKeys(a: unknown, b: unknown): number {
  if (a === undefined || b === undefined) return (a === undefined ? 1 : 0) - (b === undefined ? 1 : 0);
  for (const key of [a, b]) {
    if (typeof key !== "string" && typeof key !== "number") {
      throw new JsonataError(
        "T2008",
        "The expressions within an order-by clause must evaluate to numeric or string values",
      );
    }
  }
  if (typeof a !== typeof b) {
    throw new JsonataError("T2007", "Type mismatch when comparing values in order-by clause");
  }
  const [one, other] = [a as string, b as string];
  return one < other ? -1 : one > other ? 1 : 0;
}

function called(
  node: Extract<Node, { kind: "call" }>,
  input: unknown,
  environment: Environment,
  first?: readonly unknown[],
): unknown {
  const callee = evaluate(node.callee, input, environment);
  if (!isFunctionValue(callee)) {
    const { callee: named } = node;
    const [step] = named.kind === "path" ? named.steps : [];
    if (callee === undefined && step?.kind === "name" && environment.lookUp(step.name) !== undefined) {
      throw new JsonataError("T1005", `Attempted to invoke a non-function. Did you mean $${step.name}?`);
    }
    throw new JsonataError("T1006", "Attempted to invoke a non-function");
  }
  const args = node.args.map((argument) => evaluate(argument, input, environment));
  return invoke(callee, [...(first ?? []), ...args], input);
}

/** Calls a function of either kind. */
export function invoke(callee: FunctionValue, args: readonly unknown[], input?: unknown): unknown {
  if (callee.native) return callee.call(args, input);
  const inner = new Environment(callee.environment);
  for (const [i, name] of callee.parameters.entries()) inner.bind(name, args[i]);
  return evaluate(callee.body, callee.input, inner);
}

function partially(node: Extract<Node, { kind: "partial" }>, input: unknown, environment: Environment): unknown {
  const callee = evaluate(node.callee, input, environment);
  if (!isFunctionValue(callee)) throw new JsonataError("T1008", "Attempted to partially apply a non-function");
  const given = node.args.map((argument) => argument && { value: evaluate(argument, input, environment) });
  return functionValue({
    native: true,
    name: "partial",
    arity: given.filter((argument) => argument === undefined).length,
    call: (rest) => {
      const left = [...rest];
      return invoke(
        callee,
        given.map((argument) => (argument ? argument.value : left.shift())),
        input,
      );
    },
  });
}

/** `value ~> f(…)` gives the value as first argument; `f ~> g` is the function that does both. */
function applied(left: Node, right: Node, input: unknown, environment: Environment): unknown {
  const value = evaluate(left, input, environment);
  if (right.kind === "call") return called(right, input, environment, [value]);
  const next = evaluate(right, input, environment);
  if (!isFunctionValue(next))
    throw new JsonataError("T2006", "The right side of the function application operator ~> must be a function");
  if (!isFunctionValue(value)) return invoke(next, [value], input);
  return functionValue({
    native: true,
    name: "chain",
    arity: 1,
    call: (args) => invoke(next, [invoke(value, args, input)], input),
  });
}
