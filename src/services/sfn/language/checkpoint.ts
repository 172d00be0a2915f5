/** Where a run stands at any moment, in it and in the branches it has opened: what a redrive goes on from. */
import type { Json } from "./json.ts";

export interface Checkpoint {
  /** The state that is being run, and what it was entered with; undefined before the first. */
  readonly state?: string | undefined;
  readonly input?: Json | undefined;
  readonly variables?: Readonly<Record<string, Json>> | undefined;
  /** Id of the state's entry. */
  readonly entered?: number | undefined;
  /** Of a Parallel's branches, of a Map's iterations or child executions. */
  readonly children?: readonly Checkpoint[] | undefined;
  readonly mapRunArn?: string | undefined;
  /** Of a child execution, where it is recorded. */
  readonly executionArn?: string | undefined;
  /** What a finished run gave. */
  readonly output?: Json | undefined;
}

/** The checkpoint of a run that goes on. */
export interface Place {
  state?: string;
  input?: Json;
  variables?: Readonly<Record<string, Json>>;
  entered?: number;
  children?: Place[];
  mapRunArn?: string;
  executionArn?: string | undefined;
  output?: Json;
  /** What this run goes on from. */
  readonly resume?: Checkpoint | undefined;
}

/** The places of that many branches; those of a resumed state go on where they were. */
export function childPlaces(place: Place, count: number, resume: Checkpoint | undefined): Place[] {
  place.children = Array.from({ length: count }, (_, at) => ({ resume: resume?.children?.[at] }));
  return place.children;
}

export function checkpointOf({ resume, children, ...place }: Place): Checkpoint {
  // A branch that a redrive did not reach is where it was.
  if (place.state === undefined && place.output === undefined && resume !== undefined) return resume;
  return { ...place, ...(children && { children: children.map(checkpointOf) }) };
}
