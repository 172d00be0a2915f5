import type * as Sfn from "@aws-sdk/client-sfn";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { ExecutionRecord } from "./executions.ts";
import { executionKey } from "./executions.ts";
import { validationException } from "./fault.ts";
import { machineName, requireMachine } from "./machines.ts";
import { requireRun } from "./map-runs.ts";
import { cutPage } from "./page.ts";

export const listExecutions: Operation<typeof Sfn, "ListExecutions"> = (input, context) => {
  const { owner, qualifier } = ownerOf(input, context);
  const { store } = context;
  const newestFirst = [...store.range<string>({ prefix: ["sfn-execution-of", owner], reverse: true })];
  const records = newestFirst
    .flatMap(({ value }) => store.get<ExecutionRecord>(executionKey(value)) ?? [])
    .filter(
      ({ status, versionArn, aliasArn, redriveCount = 0 }) =>
        (input.statusFilter === undefined || status === input.statusFilter) &&
        (input.redriveFilter === undefined || redriveCount > 0 === (input.redriveFilter === "REDRIVEN")) &&
        (qualifier === undefined || [versionArn, aliasArn].includes(input.stateMachineArn)),
    );
  const { items, next } = cutPage(records, input);
  return {
    executions: items.map((record) => ({
      executionArn: record.arn,
      stateMachineArn: record.machineArn,
      name: record.name,
      status: record.status,
      startDate: record.started,
      ...(record.stopped ? { stopDate: record.stopped } : {}),
      ...(record.mapRunArn === undefined ? {} : { mapRunArn: record.mapRunArn, itemCount: record.itemCount }),
      ...(record.versionArn === undefined ? {} : { stateMachineVersionArn: record.versionArn }),
      ...(record.aliasArn === undefined ? {} : { stateMachineAliasArn: record.aliasArn }),
      redriveCount: record.redriveCount ?? 0,
      ...(record.redriven ? { redriveDate: record.redriven } : {}),
    })),
    ...next,
  };
};

/** A machine, one of its versions or aliases, or a map run: exactly one of them is asked for. */
function ownerOf(
  { stateMachineArn, mapRunArn }: Sfn.ListExecutionsInput,
  context: OperationContext,
): { readonly owner: string; readonly qualifier?: string | undefined } {
  if ((stateMachineArn === undefined) === (mapRunArn === undefined))
    throw validationException("Exactly one of stateMachineArn or mapRunArn must be specified");
  if (mapRunArn !== undefined) return { owner: requireRun(context, mapRunArn).mapRunArn };
  const machine = requireMachine(context, stateMachineArn);
  if (machine.type === "EXPRESS") {
    throw new ServiceException(
      "StateMachineTypeNotSupported",
      "This operation is not supported by this type of state machine",
    );
  }
  return { owner: machine.arn, qualifier: machineName(stateMachineArn).qualifier };
}
