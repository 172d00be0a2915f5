import type * as Sfn from "@aws-sdk/client-sfn";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import type { ExecutionRecord } from "./executions.ts";
import { executionKey, executionSummary } from "./executions.ts";
import { typeNotSupported, validationException } from "./fault.ts";
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
      ...executionSummary(record),
      ...(record.itemCount === undefined ? {} : { itemCount: record.itemCount }),
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
  if (machine.type === "EXPRESS") throw typeNotSupported();
  return { owner: machine.arn, qualifier: machineName(stateMachineArn).qualifier };
}
