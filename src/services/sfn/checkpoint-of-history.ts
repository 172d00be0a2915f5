/**
 * Where an execution stood, read from its events: what it goes on from when the cloud went down while it ran. Each
 * event belongs to a line of states: the execution's own, a branch's, an iteration's.
 */
import type * as Sfn from "@aws-sdk/client-sfn";
import type { Checkpoint } from "./language/checkpoint.ts";
import type { Machine, State } from "./language/definition.ts";
import type { Json } from "./language/json.ts";

interface Line {
  readonly parent: Line | undefined;
  readonly variables: Record<string, Json>;
  children: Line[] | undefined;
  state?: string | undefined;
  input?: Json | undefined;
  /** The variables when the state was entered. */
  before?: Readonly<Record<string, Json>>;
  entered?: number | undefined;
  /** What the state gave when it was left. */
  left?: { readonly output: Json } | undefined;
  mapRunArn?: string | undefined;
}

/** `childrenOf` tells how the executions of a map run stand. */
export function checkpointOfHistory(
  events: readonly Sfn.HistoryEvent[],
  machine: Machine,
  childrenOf: (mapRunArn: string) => readonly Checkpoint[],
): Checkpoint {
  const states = new Map(statesOf(machine));
  const root: Line = { parent: undefined, variables: {}, children: undefined };
  const all: Line[] = [root];
  const owners = new Map<number, Line>();
  const types = new Map<number, string>();
  const childOf = (parent: Line, at: number): Line => {
    parent.children ??= [];
    const known = parent.children[at];
    if (known) return known;
    const child: Line = { parent, variables: { ...parent.variables }, children: undefined };
    parent.children[at] = child;
    all.push(child);
    return child;
  };
  // Events behind a redrive follow it, whatever line they belong to; then the state's name tells.
  const inState = (from: Line, name: string | undefined): Line => {
    for (let line: Line | undefined = from; line; line = line.parent) if (line.state === name) return line;
    return all.findLast((line) => line.state === name) ?? from;
  };
  const branchOf = (parent: Line, name: string | undefined): Line => {
    const branches = states.get(parent.state ?? "")?.Branches ?? [];
    const at = branches.findIndex(({ StartAt }, i) => StartAt === name && !parent.children?.[i]);
    return at === -1 ? parent : childOf(parent, at);
  };
  const ownerOf = (event: Sfn.HistoryEvent, before: Line): Line => {
    const { type = "", previousEventId = 0, stateEnteredEventDetails: entered } = event;
    if (entered) return types.get(previousEventId) === "ParallelStateStarted" ? branchOf(before, entered.name) : before;
    if (event.stateExitedEventDetails) return inState(before, event.stateExitedEventDetails.name);
    const iteration = event.mapIterationStartedEventDetails;
    if (iteration) return childOf(inState(before, iteration.name), iteration.index ?? 0);
    if (type === "ParallelStateFailed" || type === "MapStateFailed") return before.parent ?? before;
    return before;
  };
  for (const event of events) {
    const { id = 0, previousEventId = 0, type = "" } = event;
    const line = ownerOf(event, owners.get(previousEventId) ?? root);
    owners.set(id, line);
    types.set(id, type);
    note(line, event);
  }
  return checkpointOf(root, states, childrenOf);
}

function note(line: Line, event: Sfn.HistoryEvent): void {
  const { id, type, stateEnteredEventDetails: entered, stateExitedEventDetails: exited } = event;
  if (entered) {
    const input = JSON.parse(entered.input ?? "null") as Json;
    Object.assign(line, { state: entered.name, input, before: { ...line.variables }, entered: id });
    Object.assign(line, { children: undefined, left: undefined, mapRunArn: undefined });
  }
  if (exited) {
    line.left = { output: JSON.parse(exited.output ?? "null") as Json };
    for (const [name, value] of Object.entries(exited.assignedVariables ?? {})) {
      line.variables[name] = JSON.parse(value) as Json;
    }
  }
  // A retry begins them anew.
  if (type === "ParallelStateStarted" || type === "MapStateStarted") line.children = [];
  if (event.mapRunStartedEventDetails) line.mapRunArn = event.mapRunStartedEventDetails.mapRunArn;
}

function checkpointOf(
  line: Line,
  states: ReadonlyMap<string, State>,
  childrenOf: (mapRunArn: string) => readonly Checkpoint[],
): Checkpoint {
  const { state, input, before, entered, children, left, mapRunArn } = line;
  const definition = states.get(state ?? "");
  if (left && (definition?.End || definition?.Type === "Succeed")) return { output: left.output };
  // Where a Choice or a catcher led to is not told; such a state is done again.
  if (left && definition?.Type !== "Choice" && definition?.Catch === undefined && definition?.Next !== undefined) {
    return { state: definition.Next, input: left.output, variables: { ...line.variables } };
  }
  return {
    state,
    input,
    variables: before,
    entered,
    ...(mapRunArn === undefined ? {} : { mapRunArn, children: childrenOf(mapRunArn) }),
    ...(children === undefined || mapRunArn !== undefined
      ? {}
      : { children: Array.from(children, (child) => (child ? checkpointOf(child, states, childrenOf) : {})) }),
  };
}

/** The states of a machine and of those inside of it: their names are told apart. */
function* statesOf(machine: Machine): IterableIterator<[string, State]> {
  for (const [name, state] of Object.entries(machine.States)) {
    yield [name, state];
    for (const inner of [...(state.Branches ?? []), state.ItemProcessor, state.Iterator]) {
      if (inner) yield* statesOf(inner);
    }
  }
}
