/** What a distributed Map needs of the world: a bucket to read items from and write results to, and its run told. */
import type { Json, JsonObject } from "./json.ts";
import type { MapLimits } from "./map-limits.ts";

export interface MapStorage {
  /** Objects of a bucket in order of keys, as items: Etag, Key, LastModified, Size, StorageClass. */
  list(parameters: JsonObject, most: number): Promise<readonly JsonObject[]>;
  read(parameters: JsonObject): Promise<string>;
  write(bucket: string, key: string, text: string): Promise<void>;
  /** Tells how a run stands. */
  tell(run: MapRunState): void;
  /** Lets the limits of a run be changed while it runs; to be undone at its end. */
  open(mapRunArn: string, control: MapRunControl): () => void;
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

export type MapRunControl = (changes: Partial<MapLimits>) => void;

export interface RunCounts {
  readonly total: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly resultsWritten: number;
}

/** One item's (or batch's) work, for what a ResultWriter writes. */
export interface ItemOutcome {
  readonly index: number;
  readonly input: Json;
  readonly started: number;
  readonly stopped: number;
  readonly output?: Json;
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
}
