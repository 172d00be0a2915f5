/**
 * The expressions of a request: parsed (the texts of recent ones are remembered), bound to the request's names and
 * values, with faults told as `Invalid ConditionExpression: …`.
 */
import { refusal } from "../refusal.ts";
import { bindCondition } from "./bind-condition.ts";
import { bindPath } from "./bind-operand.ts";
import { bindUpdate } from "./bind-update.ts";
import { parseCondition } from "./condition-parser.ts";
import { Faults } from "./faults.ts";
import { findClash } from "./path-overlap.ts";
import type { Placeholders } from "./placeholders.ts";
import { parseProjection } from "./projection-parser.ts";
import type { Condition, Path, UpdateAction } from "./syntax.ts";
import { ExpressionFault } from "./tokens.ts";
import { parseUpdate } from "./update-parser.ts";

const longestExpression = 4096;
const mostRemembered = 1000;

/** Runs `read`, naming the parameter in what it finds wrong. */
function reading<T>(parameter: string, text: string, read: (text: string) => T): T {
  try {
    if (text === "") throw new ExpressionFault("The expression can not be empty;");
    const size = Buffer.byteLength(text);
    if (size > longestExpression) {
      throw new ExpressionFault(`Expression size has exceeded the maximum allowed size; expression size: ${size}`);
    }
    return read(text);
  } catch (error) {
    if (error instanceof ExpressionFault) throw refusal(`Invalid ${parameter}: ${error.message}`);
    throw error;
  }
}

/** A parser that remembers what it made of recent texts. The oldest is forgotten first. */
function remembering<T>(parse: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    let parsed = known.get(text);
    if (parsed !== undefined) return parsed;
    parsed = parse(text);
    if (known.size >= mostRemembered) known.delete(known.keys().next().value!);
    known.set(text, parsed);
    return parsed;
  };
}

const parsedCondition = remembering(parseCondition);
const parsedUpdate = remembering(parseUpdate);
const parsedProjection = remembering(parseProjection);

type ConditionParameter = "ConditionExpression" | "FilterExpression" | "KeyConditionExpression";

export function readCondition(
  parameter: ConditionParameter,
  text: string | undefined,
  placeholders: Placeholders,
): Condition | undefined {
  if (text === undefined) return undefined;
  return reading(parameter, text, () => bindCondition(parsedCondition(text), placeholders));
}

export function readUpdate(text: string | undefined, placeholders: Placeholders): readonly UpdateAction[] | undefined {
  if (text === undefined) return undefined;
  return reading("UpdateExpression", text, () => bindUpdate(parsedUpdate(text), placeholders));
}

export function readProjection(text: string | undefined, placeholders: Placeholders): readonly Path[] | undefined {
  if (text === undefined) return undefined;
  return reading("ProjectionExpression", text, () => bindProjection(parsedProjection(text), placeholders));
}

function bindProjection(paths: readonly Path[], placeholders: Placeholders): readonly Path[] {
  const faults = new Faults<"name" | "value" | "overlap" | "conflict">(["name", "value", "overlap", "conflict"]);
  const bound: Path[] = [];
  for (const path of paths) {
    const named = bindPath(path, placeholders, ({ kind, message }) => faults.note(kind, message));
    const clash = findClash(bound, named);
    if (clash) faults.note(clash.kind, clash.message);
    bound.push(named);
  }
  faults.throwFirst();
  return bound;
}
