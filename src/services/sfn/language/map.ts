/** Map: one run of the item processor for each item, a number of them at a time. */
import type { Checkpoint } from "./checkpoint.ts";
import { selectInput } from "./data-flow.ts";
import type { State } from "./definition.ts";
import { runDistributed } from "./distributed-map.ts";
import type { Branch, Execution } from "./interpreter.ts";
import { readItems } from "./item-reader.ts";
import type { Json } from "./json.ts";
import { isList } from "./json.ts";
import { EvaluationFailure, fillOfKind } from "./jsonata-template.ts";
import { mapConcurrency, toleratedFailures } from "./map-limits.ts";
import type { MapRun } from "./map-run.ts";
import { runInline } from "./map-run.ts";
import type { Scope } from "./scope.ts";
import { lookUpFor, pathFailure } from "./scope.ts";

export async function performMap(
  state: State,
  scope: Scope,
  execution: Execution,
  branch: Branch,
  resume: Checkpoint | undefined,
): Promise<Json> {
  const { history } = execution;
  const { cursor } = branch;
  const machine = state.ItemProcessor ?? state.Iterator;
  if (!machine) throw pathFailure("The Map state has no item processor.", scope);
  const input = selectInput(state, scope);
  const concurrency = mapConcurrency(state, scope);
  const isDistributed = machine.ProcessorConfig?.Mode === "DISTRIBUTED";
  const reader = isDistributed ? state.ItemReader : undefined;
  const known = reader ? [] : await itemsOfMap(state, { ...scope, input });
  // How many items a reader will find is not known yet.
  const started = resume?.children
    ? cursor.previous
    : history.add("MapStateStarted", cursor.previous, { mapStateStartedEventDetails: { length: known.length } });
  cursor.previous = started;
  const limits = { concurrency, ...toleratedFailures(state, scope) };
  const run: MapRun = { state, machine, input, items: known, limits, started, scope, execution, branch, resume };
  if (!isDistributed) return runInline(run);
  return runDistributed(run, reader && (() => readItems(reader, { ...scope, input }, execution.storage)));
}

export async function itemsOfMap(state: State, scope: Scope): Promise<readonly Json[]> {
  return scope.language === "JSONata" ? jsonataItems(state, scope) : itemsOf(state, scope);
}

async function jsonataItems(state: State, scope: Scope): Promise<readonly Json[]> {
  if (state.Items !== undefined) return (await fillOfKind("Items", "array", state.Items, scope)) as readonly Json[];
  if (isList(scope.input)) return scope.input;
  throw new EvaluationFailure(`Map state input must be an array but was: ${JSON.stringify(scope.input)}`, scope);
}

/** The items of a Map whose paths are JSONPath. */
export function itemsOf(state: State, scope: Scope): readonly Json[] {
  const items = state.ItemsPath === undefined ? scope.input : lookUpFor("ItemsPath", state.ItemsPath, scope);
  if (isList(items)) return items;
  // Source: AWS, recorded (TestState): the path into the context object is told with one sign less.
  throw pathFailure(`Reference path "${(state.ItemsPath ?? "$").replace(/^\$\$/, "$")}" must point to array.`, scope);
}
