import type * as Sfn from "@aws-sdk/client-sfn";
import type { Cloud } from "../../cloud/cloud.ts";
import type { ExecutionRecord } from "./executions.ts";
import { eventKey, executionKey, runningKey } from "./executions.ts";

/** Executions that ran when the cloud went down can't go on: they end as failed, and say why. */
export function endOrphans({ store, clock }: Cloud): void {
  for (const { key } of Array.from(store.range({ prefix: ["sfn-running"] }))) {
    const arn = String(key.at(-1));
    const record = store.get<ExecutionRecord>(executionKey(arn));
    store.delete(runningKey(arn));
    if (!record) continue;
    const error = "States.Runtime";
    const cause = "Terrarium was stopped while this execution ran.";
    const [last] = [...store.range<Sfn.HistoryEvent>({ prefix: ["sfn-event", arn], reverse: true, limit: 1 })];
    const id = (last?.value.id ?? 0) + 1;
    const timestamp = new Date(clock.now());
    store.put(eventKey(arn, id), {
      timestamp,
      type: "ExecutionFailed",
      id,
      previousEventId: id - 1,
      executionFailedEventDetails: { error, cause },
    });
    store.put(executionKey(arn), { ...record, status: "FAILED", error, cause, stopped: timestamp });
  }
}
