/** Executions and their histories. */
import type * as Sfn from "@aws-sdk/client-sfn";
import type { OperationContext } from "../../cloud/operation.ts";
import type { Key } from "../../store/store.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { invalidArn } from "./fault.ts";
import type { Checkpoint } from "./language/checkpoint.ts";
import type { MachineRecord } from "./machines.ts";

export interface ExecutionRecord {
  readonly arn: string;
  readonly name: string;
  readonly machineArn: string;
  readonly versionArn?: string | undefined;
  readonly aliasArn?: string | undefined;
  readonly status: "RUNNING" | "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "ABORTED";
  readonly started: Date;
  readonly stopped?: Date | undefined;
  readonly input: string;
  readonly output?: string | undefined;
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
  readonly traceHeader?: string | undefined;
  /** The run of a distributed Map that it belongs to, and how many of its items it works on. */
  readonly mapRunArn?: string | undefined;
  readonly itemCount?: number | undefined;
  /** Its place among the executions of that run. */
  readonly itemIndex?: number | undefined;
  readonly redriveCount?: number | undefined;
  readonly redriven?: Date | undefined;
  /** The token of the request that redrove it last. */
  readonly redriveToken?: string | undefined;
  /** Where it stood when it ended without success. */
  readonly checkpoint?: Checkpoint | undefined;
  /** The machine as it was when the execution began. */
  readonly machine: MachineRecord;
}

export const executionKey = (arn: string): Key => ["sfn-execution", arn];
/** Executions of a machine, or of a map run, by start time. */
export const executionListKey = (record: ExecutionRecord): Key => [
  "sfn-execution-of",
  record.mapRunArn ?? record.machineArn,
  record.started.getTime(),
  record.arn,
];
export const eventKey = (arn: string, id: number): Key => ["sfn-event", arn, id];
/** Executions that run: what a restart must end. */
export const runningKey = (arn: string): Key => ["sfn-running", arn];

export function requireExecution({ store }: OperationContext, arn: string | undefined): ExecutionRecord {
  if (!/^arn:[^:]+:states:[^:]+:\d{12}:(execution|express):/.test(arn ?? "")) throw invalidArn(arn);
  const record = store.get<ExecutionRecord>(executionKey(arn ?? ""));
  if (!record) throw new ServiceException("ExecutionDoesNotExist", `Execution Does Not Exist: '${arn}'`);
  return record;
}

/** What a list and a description both tell. */
export function executionSummary(record: ExecutionRecord) {
  return {
    executionArn: record.arn,
    stateMachineArn: record.machineArn,
    name: record.name,
    status: record.status,
    startDate: record.started,
    ...(record.stopped ? { stopDate: record.stopped } : {}),
    ...(record.mapRunArn === undefined ? {} : { mapRunArn: record.mapRunArn }),
    ...(record.versionArn === undefined ? {} : { stateMachineVersionArn: record.versionArn }),
    ...(record.aliasArn === undefined ? {} : { stateMachineAliasArn: record.aliasArn }),
    redriveCount: record.redriveCount ?? 0,
    ...(record.redriven ? { redriveDate: record.redriven } : {}),
  } satisfies Sfn.ExecutionListItem;
}

export function executionDetail(record: ExecutionRecord): Sfn.DescribeExecutionOutput {
  return {
    ...executionSummary(record),
    input: record.input,
    inputDetails: { included: true },
    ...(record.output === undefined ? {} : { output: record.output, outputDetails: { included: true } }),
    ...(record.error === undefined ? {} : { error: record.error }),
    ...(record.cause === undefined ? {} : { cause: record.cause }),
    ...(record.traceHeader === undefined ? {} : { traceHeader: record.traceHeader }),
    ...redriveMembers(record),
  };
}

function redriveMembers(
  record: ExecutionRecord,
): Pick<Sfn.DescribeExecutionOutput, "redriveStatus" | "redriveStatusReason"> {
  const redriveStatusReason = notRedrivable(record);
  if (redriveStatusReason === undefined) return { redriveStatus: "REDRIVABLE" };
  if (isRedrivenByRun(record)) return { redriveStatus: "REDRIVABLE_BY_MAP_RUN" };
  return { redriveStatus: "NOT_REDRIVABLE", redriveStatusReason };
}

/** Why an execution cannot be redriven; undefined when it can. */
export function notRedrivable(record: ExecutionRecord): string | undefined {
  const { status } = record;
  if (isRedrivenByRun(record)) return "Execution is REDRIVABLE_BY_MAP_RUN and cannot be redriven by itself";
  return status === "RUNNING" || status === "SUCCEEDED" ? `Execution is ${status} and cannot be redriven` : undefined;
}

const isRedrivenByRun = ({ status, mapRunArn }: ExecutionRecord): boolean =>
  mapRunArn !== undefined && status !== "RUNNING" && status !== "SUCCEEDED";

/** The record of an execution that goes on after its end. */
export function redrivenRecord(record: ExecutionRecord, redriven: Date, redriveToken?: string): ExecutionRecord {
  const { stopped: _stopped, error: _error, cause: _cause, ...rest } = record;
  return { ...rest, status: "RUNNING", redriveCount: (record.redriveCount ?? 0) + 1, redriven, redriveToken };
}

/** The input's text as the execution gets it; an execution without input gets an empty object. */
export function checkedInput(text: string | undefined): string {
  if (text === undefined) return "{}";
  try {
    JSON.parse(text);
    return text;
  } catch {
    throw new ServiceException("InvalidExecutionInput", `Invalid State Machine Execution Input: '${complaint(text)}'`);
  }
}

// Source: AWS, recorded: its JSON parser's words for the two mistakes people make.
function complaint(text: string): string {
  const key = /^\s*\{\s*([^"\s}])/.exec(text)?.[1];
  if (key !== undefined) {
    return `Unexpected character ('${key}' (code ${key.charCodeAt(0)})): was expecting double-quote to start field name`;
  }
  const token = /^\s*([A-Za-z_]\w*)/.exec(text)?.[1];
  if (token !== undefined) {
    return `Unrecognized token '${token}': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')`;
  }
  return "Invalid execution input.";
}
