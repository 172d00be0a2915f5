/** Runs of distributed Maps: records, and what operations tell of them. */
import type * as Sfn from "@aws-sdk/client-sfn";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import type { Key, Store } from "../../store/store.ts";
import { requireExecution } from "./executions.ts";
import { invalidArn, resourceNotFound, validationException } from "./fault.ts";
import type { MapRunControl, MapRunState, RunCounts } from "./language/map-storage.ts";
import { cutPage } from "./page.ts";

interface MapRunRecord extends MapRunState {
  readonly executionArn: string;
  readonly started: Date;
  readonly stopped?: Date;
  readonly redriveCount: number;
  readonly redriven: Date | undefined;
}

const runKey = (arn: string): Key => ["sfn-map-run", arn];
const runListKey = (executionArn: string, at: number, arn: string): Key => ["sfn-map-run-of", executionArn, at, arn];

export function tellMapRun({ store, clock }: OperationContext, executionArn: string, run: MapRunState): void {
  const existing = store.get<MapRunRecord>(runKey(run.mapRunArn));
  const now = new Date(clock.now());
  const again = existing !== undefined && existing.status !== "RUNNING" && run.status === "RUNNING";
  const record: MapRunRecord = {
    ...run,
    executionArn,
    started: existing?.started ?? now,
    redriveCount: (existing?.redriveCount ?? 0) + (again ? 1 : 0),
    redriven: again ? now : existing?.redriven,
    ...(run.status === "RUNNING" ? {} : { stopped: now }),
  };
  if (!existing) store.put(runListKey(executionArn, now.getTime(), run.mapRunArn), run.mapRunArn);
  store.put(runKey(run.mapRunArn), record);
}

/** Runs of an execution that ended without telling them. */
export function endMapRuns(store: Store, executionArn: string, stopped: Date): void {
  for (const { value: arn } of store.range<string>({ prefix: ["sfn-map-run-of", executionArn] })) {
    const run = store.get<MapRunRecord>(runKey(arn));
    if (run?.status === "RUNNING") store.put(runKey(arn), { ...run, status: "FAILED", stopped });
  }
}

/** Runs of this process, by ARN: how they are reached while they run. */
const controls = new Map<string, MapRunControl>();

export function openMapRun(arn: string, control: MapRunControl): () => void {
  controls.set(arn, control);
  return () => controls.delete(arn);
}

export const updateMapRun: Operation<typeof Sfn, "UpdateMapRun"> = (input, context) => {
  const { mapRunArn, status } = requireRun(context, input.mapRunArn);
  const { maxConcurrency, toleratedFailureCount, toleratedFailurePercentage } = input;
  if ([maxConcurrency, toleratedFailureCount, toleratedFailurePercentage].every((value) => value === undefined)) {
    throw validationException(
      "At least one of maxConcurrency, toleratedFailureCount or toleratedFailurePercentage must be specified",
    );
  }
  const control = controls.get(mapRunArn);
  if (status !== "RUNNING" || !control) {
    throw validationException(`Map Run '${mapRunArn}' is not running`);
  }
  control.change({
    ...(maxConcurrency === undefined ? {} : { concurrency: maxConcurrency }),
    ...(toleratedFailureCount === undefined ? {} : { failureCount: toleratedFailureCount }),
    ...(toleratedFailurePercentage === undefined ? {} : { failurePercentage: toleratedFailurePercentage }),
  });
  return {};
};

export function requireRun({ store }: OperationContext, arn: string | undefined): MapRunRecord {
  if (!/^arn:[^:]+:states:[^:]+:\d{12}:mapRun:/.test(arn ?? "")) throw invalidArn(arn);
  const record = store.get<MapRunRecord>(runKey(arn ?? ""));
  if (!record) throw resourceNotFound(arn);
  return record;
}

export const describeMapRun: Operation<typeof Sfn, "DescribeMapRun"> = ({ mapRunArn }, context) => {
  const record = requireRun(context, mapRunArn);
  const run = { ...record, ...(record.status === "RUNNING" ? controls.get(record.mapRunArn)?.state() : {}) };
  return {
    mapRunArn: run.mapRunArn,
    executionArn: run.executionArn,
    status: run.status,
    startDate: run.started,
    ...(run.stopped ? { stopDate: run.stopped } : {}),
    maxConcurrency: run.maxConcurrency,
    toleratedFailurePercentage: run.toleratedFailurePercentage,
    toleratedFailureCount: run.toleratedFailureCount,
    itemCounts: counts(run.items, run.status),
    executionCounts: counts(run.executions, run.status),
    redriveCount: run.redriveCount,
    ...(run.redriven ? { redriveDate: run.redriven } : {}),
  };
};

function counts({ total, succeeded, failed, resultsWritten }: RunCounts, status: MapRunState["status"]) {
  const left = total - succeeded - failed;
  return {
    pending: 0,
    running: status === "RUNNING" ? left : 0,
    succeeded,
    failed,
    timedOut: 0,
    aborted: status === "RUNNING" ? 0 : left,
    total,
    resultsWritten,
    failuresNotRedrivable: 0,
    pendingRedrive: 0,
  };
}

export const listMapRuns: Operation<typeof Sfn, "ListMapRuns"> = (input, context) => {
  const execution = requireExecution(context, input.executionArn);
  const arns = [...context.store.range<string>({ prefix: ["sfn-map-run-of", execution.arn], reverse: true })];
  const runs = arns.map(({ value }) => requireRun(context, value));
  const { items, next } = cutPage(runs, input);
  return {
    mapRuns: items.map((run) => ({
      executionArn: run.executionArn,
      mapRunArn: run.mapRunArn,
      stateMachineArn: execution.machineArn,
      startDate: run.started,
      ...(run.stopped ? { stopDate: run.stopped } : {}),
    })),
    ...next,
  };
};
