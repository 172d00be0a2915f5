/** The history of one execution as it is kept: its events in order, also told to its log. */
import type * as Sfn from "@aws-sdk/client-sfn";
import type { OperationContext } from "../../cloud/operation.ts";
import { executionLog } from "./execution-log.ts";
import type { ExecutionRecord } from "./executions.ts";
import { eventKey } from "./executions.ts";
import { runtimeFailure } from "./language/failure.ts";
import type { History } from "./language/history.ts";
import { dataDetails } from "./language/history.ts";

/** A loop that never ends stops here, as on AWS; express executions have their five minutes instead. */
const MOST_EVENTS = 25_000;

export interface RecordedHistory extends History {
  /** Id of the newest event that leads on to the end. */
  readonly last: number;
}

export function historyOf(context: OperationContext, record: ExecutionRecord): RecordedHistory {
  const { store, clock } = context;
  const log = executionLog(context, record);
  const [known] = [...store.range<Sfn.HistoryEvent>({ prefix: ["sfn-event", record.arn], reverse: true, limit: 1 })];
  let count = known?.value.id ?? 0;
  let last = count;
  return {
    get last() {
      return last;
    },
    add(type, previousEventId, details = {}) {
      if (count >= MOST_EVENTS - 1 && !type.startsWith("Execution")) {
        throw runtimeFailure(`The execution reached the maximum number of history events (${MOST_EVENTS}).`);
      }
      const id = ++count;
      if (type !== "MapStateSucceeded" && type !== "ParallelStateSucceeded") last = id;
      const event: Sfn.HistoryEvent = { timestamp: new Date(clock.now()), type, id, previousEventId, ...details };
      store.put(eventKey(record.arn, id), event);
      log(event);
      return id;
    },
  };
}

export function tellStart(record: ExecutionRecord, history: RecordedHistory): void {
  const { redriveCount = 0 } = record;
  if (redriveCount > 0) {
    history.add("ExecutionRedriven", history.last, { executionRedrivenEventDetails: { redriveCount } });
    return;
  }
  history.add("ExecutionStarted", 0, {
    executionStartedEventDetails: {
      input: record.input,
      inputDetails: dataDetails,
      roleArn: record.machine.roleArn,
      ...(record.versionArn === undefined ? {} : { stateMachineVersionArn: record.versionArn }),
      ...(record.aliasArn === undefined ? {} : { stateMachineAliasArn: record.aliasArn }),
    },
  });
}
