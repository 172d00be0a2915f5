/** How data runs through a state: InputPath, Parameters, ResultSelector, ResultPath, OutputPath. */
import type { State } from "./definition.ts";
import { StateFailure } from "./failure.ts";
import type { Json } from "./json.ts";
import { isList, isObject } from "./json.ts";
import { parsePath } from "./json-path.ts";
import { fillJsonata } from "./jsonata-template.ts";
import { fillTemplate } from "./payload-template.ts";
import type { Scope } from "./scope.ts";
import { lookUp, pathFailure } from "./scope.ts";

/** What a state's work is given, in either language. */
export async function workInput(state: State, scope: Scope): Promise<Json> {
  if (scope.language === "JSONata") {
    return state.Arguments === undefined ? scope.input : fillJsonata("Arguments", state.Arguments, scope);
  }
  return effectiveInput(state, scope);
}

/** The input that a JSONPath state works on. */
export function effectiveInput(state: State, scope: Scope): Json {
  const selected = selectInput(state, scope);
  return state.Parameters === undefined ? selected : fillTemplate(state.Parameters, { ...scope, input: selected });
}

export function selectInput(state: State, scope: Scope): Json {
  return scope.language === "JSONata" ? scope.input : throughPath(state.InputPath, scope);
}

function throughPath(path: string | null | undefined, scope: Scope): Json {
  if (path === null) return {};
  if (path === undefined || path === "$") return scope.input;
  const value = lookUp(path, scope);
  if (value === undefined) throw deadEnd(path, scope);
  return value;
}

/**
 * A path that leads nowhere. Source: AWS, recorded (a property on the way) and as its parity emulators tell of AWS (the
 * last one): the sentences of the Java library that AWS reads paths with.
 */
export function deadEnd(text: string, scope: Scope): StateFailure {
  const steps = parsePath(text)?.steps ?? [];
  let part = "$";
  for (const [at, { selector }] of steps.entries()) {
    const name =
      selector.kind === "members"
        ? `'${selector.names[0]}'`
        : selector.kind === "indexes"
          ? String(selector.indexes[0])
          : "*";
    part += `[${name}]`;
    if (at === steps.length - 1 || lookUp(part, scope) !== undefined) continue;
    return pathFailure(`Invalid path '${text}' : Missing property in path ${part}`, scope);
  }
  return pathFailure(`Invalid path '${text}' : No results for path: ${part}`, scope);
}

/** The state's output: its result, reshaped and laid into the input it was given. */
export function effectiveOutput(state: State, result: Json, scope: Scope): Json {
  const reshaped =
    state.ResultSelector === undefined ? result : fillTemplate(state.ResultSelector, { ...scope, input: result });
  const placed = placeResult(state.ResultPath, reshaped, scope);
  return throughPath(state.OutputPath, { ...scope, input: placed });
}

/** Lays a result into the input at a reference path; null drops it, `$` replaces the input. */
export function placeResult(path: string | null | undefined, result: Json, scope: Scope): Json {
  if (path === null) return scope.input;
  if (path === undefined || path === "$") return result;
  const steps = parsePath(path)?.steps ?? [];
  const names = steps.map(({ selector }) =>
    selector.kind === "members"
      ? (selector.names[0] ?? "")
      : selector.kind === "indexes"
        ? (selector.indexes[0] ?? 0)
        : "",
  );
  return placeAt(scope.input, names, result, path, scope);
}

function placeAt(
  target: Json,
  [name, ...rest]: readonly (string | number)[],
  result: Json,
  path: string,
  scope: Scope,
): Json {
  if (name === undefined) return result;
  if (typeof name === "number") {
    if (!isList(target) || name >= target.length) throw mismatch(path, scope);
    return target.map((item, at) => (at === name ? placeAt(item, rest, result, path, scope) : item));
  }
  if (!isObject(target)) throw mismatch(path, scope);
  return { ...target, [name]: placeAt(target[name] ?? {}, rest, result, path, scope) };
}

function mismatch(path: string, scope: Scope): StateFailure {
  return new StateFailure(
    "States.ResultPathMatchFailure",
    `Unable to apply ReferencePath ${path} to input ${JSON.stringify(scope.input)}`,
  );
}
