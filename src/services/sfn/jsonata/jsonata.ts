/** JSONata as Step Functions has it: an expression's text, evaluated with variables. */
import { Environment, functionValue, isFunctionValue } from "./environment.ts";
import { evaluate, startEvaluation } from "./evaluate.ts";
import { listFunctions } from "./list-functions.ts";
import { numberFunctions } from "./number-functions.ts";
import { parseJsonata } from "./parser.ts";
import { plainValue } from "./sequence.ts";
import { signature } from "./signature.ts";
import { statesFunctions } from "./states-functions.ts";
import { stringFunctions } from "./string-functions.ts";
import type { Node } from "./syntax.ts";
import { timeFunctions } from "./time-functions.ts";

const parsed = new Map<string, Node>();
const MOST_PARSED = 1000;

/** Throws JsonataError for what is no expression. */
export function parseExpression(text: string): Node {
  const known = parsed.get(text);
  if (known) return known;
  const node = parseJsonata(text);
  if (parsed.size >= MOST_PARSED) parsed.clear();
  parsed.set(text, node);
  return node;
}

/** The value of an expression, undefined when it finds nothing; throws JsonataError. */
export function evaluateJsonata(text: string, variables: Readonly<Record<string, unknown>>, now: number): unknown {
  const environment = new Environment();
  const tables = [stringFunctions, numberFunctions, listFunctions, statesFunctions, timeFunctions(now)];
  for (const [name, [shape, call]] of tables.flatMap((table) => Object.entries(table))) {
    const { arity, check } = signature(name, shape);
    const native = (args: readonly unknown[], input: unknown): unknown => call(...(check(args, input) as never[]));
    environment.bind(name, functionValue({ native: true, name, arity, call: native }));
  }
  for (const [name, value] of Object.entries(variables)) environment.bind(name, value);
  startEvaluation();
  const result = evaluate(parseExpression(text), undefined, environment);
  return result instanceof RegExp || isFunctionValue(result) ? result : plainValue(result);
}
