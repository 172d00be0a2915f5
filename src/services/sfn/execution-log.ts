/** An execution's events as lines of CloudWatch Logs, as the machine's logging configuration asks. */
import type * as Sfn from "@aws-sdk/client-sfn";
import { lowerHexadecimal, randomId } from "../../cloud/ids.ts";
import type { OperationContext } from "../../cloud/operation.ts";
import type { ExecutionRecord } from "./executions.ts";

const ERROR_EVENTS = /^(FailStateEntered|.*(Failed|TimedOut|Aborted))$/;
const FATAL_EVENTS = /^Execution(Failed|TimedOut|Aborted)$/;

/** Takes each event to the group the machine names; does nothing for machines that log nothing. */
export function executionLog(context: OperationContext, record: ExecutionRecord): (event: Sfn.HistoryEvent) => void {
  const { level = "OFF", includeExecutionData = false, destinations } = record.machine.logging;
  const group = /:log-group:([^:]+)/.exec(destinations?.[0]?.cloudWatchLogsLogGroup?.logGroupArn ?? "")?.[1];
  if (level === "OFF" || group === undefined) return () => {};
  const { account, region, bus } = context;
  const minute = record.started.toISOString().slice(0, 16).replace(/[T:]/g, "-");
  const stream = `states/${record.machine.name}/${minute}/${randomId(8, lowerHexadecimal)}`;
  return (event) => {
    const { id, type = "", previousEventId, timestamp = new Date(), ...details } = event;
    if (level === "ERROR" && !ERROR_EVENTS.test(type)) return;
    if (level === "FATAL" && !FATAL_EVENTS.test(type)) return;
    const line = {
      id: String(id),
      type,
      details: logged(Object.values(details)[0] as object | undefined, includeExecutionData),
      previous_event_id: String(previousEventId),
      event_timestamp: String(timestamp.getTime()),
      execution_arn: record.arn,
      redrive_count: String(record.redriveCount ?? 0),
    };
    bus.publish("logs.write", {
      account,
      region,
      group,
      stream,
      events: [{ timestamp: timestamp.getTime(), message: JSON.stringify(line) }],
    });
  };
}

const DATA = /^(input|output|parameters)(Details)?$|^assignedVariables(Details)?$/;

function logged(details: object | undefined, withData: boolean): object {
  return Object.fromEntries(Object.entries(details ?? {}).filter(([name]) => withData || !DATA.test(name)));
}
