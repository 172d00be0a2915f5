/** What a distributed Map needs of the world: a bucket to read items from and write results to, and its run told. */
import type { Cursor, History } from "./history.ts";
import type { Json, JsonObject } from "./json.ts";
import type { MapLimits } from "./map-limits.ts";

export interface MapStorage {
  /** Objects of a bucket in order of keys, as items: Etag, Key, LastModified, Size, StorageClass. */
  list(parameters: JsonObject, most: number): Promise<readonly JsonObject[]>;
  read(parameters: JsonObject): Promise<string>;
  write(bucket: string, key: string, text: string): Promise<void>;
  /** Tells how a run stands. */
  tell(run: MapRunState): void;
  /** Begins one of a run's executions; undefined where no record of it is kept. */
  begin(work: ChildWork): ChildExecution | undefined;
  /** Lets a run be looked at, and its limits be changed, while it runs; to be undone at its end. */
  open(mapRunArn: string, control: MapRunControl): () => void;
}

/** What one execution of a run is to do. */
export interface ChildWork {
  readonly mapRunArn: string;
  readonly index: number;
  readonly input: Json;
  /** How many items it takes care of. */
  readonly size: number;
  /** The ARN of the execution that is redriven. */
  readonly again: string | undefined;
}

/** One execution of a run: it has a history of its own, and a context object that tells of itself. */
export interface ChildExecution {
  readonly arn: string;
  readonly history: History;
  readonly cursor: Cursor;
  /** Aborted once it is stopped by itself. */
  readonly signal: AbortSignal;
  readonly context: JsonObject;
  succeed(output: Json): void;
  /** Takes whatever ended it. */
  fail(error: unknown): void;
  /** Ends it because its run ends. */
  abort(): void;
}

export interface MapRunState {
  readonly mapRunArn: string;
  readonly status: "RUNNING" | "SUCCEEDED" | "FAILED" | "ABORTED";
  readonly maxConcurrency: number;
  readonly toleratedFailureCount: number;
  readonly toleratedFailurePercentage: number;
  /** Items, and the executions that work on them: fewer when they come in batches. */
  readonly items: RunCounts;
  readonly executions: RunCounts;
}

export interface MapRunControl {
  change(changes: Partial<MapLimits>): void;
  state(): MapRunState;
}

export interface RunCounts {
  readonly total: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly resultsWritten: number;
}

/** One item's (or batch's) work, for what a ResultWriter writes. */
export interface ItemOutcome {
  readonly index: number;
  /** The name of its execution, where that is recorded. */
  readonly name?: string | undefined;
  readonly input: Json;
  readonly started: number;
  readonly stopped: number;
  readonly output?: Json;
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
}
