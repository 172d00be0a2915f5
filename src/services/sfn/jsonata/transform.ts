/** `|pattern|update,delete|`: a function that gives a changed copy. */
import { type Environment, functionValue, type NativeFunction } from "./environment.ts";
import { JsonataError } from "./error.ts";
import { evaluate } from "./evaluate.ts";
import { isRecord, listOf } from "./sequence.ts";
import type { Node } from "./syntax.ts";

export function transformer(
  { pattern, update, remove }: Extract<Node, { kind: "transform" }>,
  environment: Environment,
): NativeFunction {
  const call = ([given]: readonly unknown[]): unknown => {
    if (given === undefined) return undefined;
    const copy = structuredClone(given);
    for (const match of listOf(evaluate(pattern, copy, environment))) {
      if (!isRecord(match)) continue;
      const changes = evaluate(update, match, environment);
      if (changes !== undefined && !isRecord(changes)) {
        throw new JsonataError(
          "T2011",
          `The insert/update clause of the transform expression must evaluate to an object: ${JSON.stringify(changes)}`,
        );
      }
      Object.assign(match, changes);
      for (const name of remove ? listOf(evaluate(remove, match, environment)) : []) {
        if (typeof name !== "string") {
          throw new JsonataError(
            "T2012",
            `The delete clause of the transform expression must evaluate to a string or array of strings: ${JSON.stringify(name)}`,
          );
        }
        delete (match as Record<string, unknown>)[name];
      }
    }
    return copy;
  };
  return functionValue({ native: true, name: "transform", arity: 1, call });
}
