import type * as Sfn from "@aws-sdk/client-sfn";
import type { Cloud } from "../../cloud/cloud.ts";
import type { Store } from "../../store/store.ts";
import { checkpointOfHistory } from "./checkpoint-of-history.ts";
import type { ExecutionRecord } from "./executions.ts";
import { eventKey, executionKey, runningKey } from "./executions.ts";
import type { Checkpoint } from "./language/checkpoint.ts";
import type { Machine } from "./language/definition.ts";
import type { Json } from "./language/json.ts";
import { endMapRuns } from "./map-runs.ts";

/**
 * Executions that ran when the cloud went down end as failed, and say why. What their tasks were about nobody knows any
 * more, so they go on only when they are told to: a redrive finds them where they were.
 */
export function endOrphans({ store, clock }: Cloud): void {
  const arns = Array.from(store.range({ prefix: ["sfn-running"] }), ({ key }) => String(key.at(-1)));
  // Those of map runs first: their ends are part of where the others were.
  const orphans = arns
    .flatMap((arn) => store.get<ExecutionRecord>(executionKey(arn)) ?? [])
    .sort((one, other) => Number(other.mapRunArn !== undefined) - Number(one.mapRunArn !== undefined));
  for (const arn of arns) store.delete(runningKey(arn));
  for (const record of orphans) {
    const { arn } = record;
    const error = "States.Runtime";
    const cause = "Terrarium was stopped while this execution ran.";
    const events = Array.from(store.range<Sfn.HistoryEvent>({ prefix: ["sfn-event", arn] }), ({ value }) => value);
    const id = (events.at(-1)?.id ?? 0) + 1;
    const stopped = new Date(clock.now());
    store.put(eventKey(arn, id), {
      timestamp: stopped,
      type: "ExecutionFailed",
      id,
      previousEventId: id - 1,
      executionFailedEventDetails: { error, cause },
    });
    const checkpoint = checkpointOfHistory(events, JSON.parse(record.machine.definition) as Machine, (mapRunArn) =>
      childrenOf(store, mapRunArn),
    );
    store.put(executionKey(arn), { ...record, status: "FAILED", error, cause, stopped, checkpoint });
    endMapRuns(store, arn, stopped);
  }
}

function childrenOf(store: Store, mapRunArn: string): Checkpoint[] {
  const children: Checkpoint[] = [];
  for (const { value: arn } of store.range<string>({ prefix: ["sfn-execution-of", mapRunArn] })) {
    const record = store.get<ExecutionRecord>(executionKey(arn));
    if (record?.itemIndex === undefined) continue;
    children[record.itemIndex] = {
      executionArn: arn,
      ...record.checkpoint,
      ...(record.output === undefined ? {} : { output: JSON.parse(record.output) as Json }),
    };
  }
  return Array.from(children, (child) => child ?? {});
}
