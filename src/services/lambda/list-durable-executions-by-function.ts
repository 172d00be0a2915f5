import type { LambdaOperation } from "./client.ts";
import { executionArn, executionPrefix, executionsOf } from "./durable/executions.ts";
import { functionReference } from "./function-name.ts";
import { findAlias, requireFunction } from "./functions.ts";
import { page } from "./page.ts";

const PAGE = 100;
const LARGEST_PAGE = 1000;

export const listDurableExecutionsByFunction: LambdaOperation<"ListDurableExecutionsByFunction"> = (input, context) => {
  const reference = functionReference(context, input.FunctionName, input.Qualifier);
  requireFunction(context, reference);
  const { qualifier } = reference;
  const version = qualifier && (findAlias(context, reference, qualifier)?.version ?? qualifier);
  const after = input.StartedAfter?.getTime() ?? Number.NEGATIVE_INFINITY;
  const before = input.StartedBefore?.getTime() ?? Number.POSITIVE_INFINITY;
  const all = executionsOf(context, executionPrefix(reference, reference.name))
    .filter((one) => version === undefined || one.version === version)
    .filter((one) => input.DurableExecutionName === undefined || one.name === input.DurableExecutionName)
    .filter((one) => !input.Statuses?.length || input.Statuses.includes(one.status))
    .filter(({ startedAt }) => startedAt >= after && startedAt <= before)
    .sort((a, b) => (input.ReverseOrder ? b.startedAt - a.startedAt : a.startedAt - b.startedAt));
  const { items, next } = page(all, input.Marker, input.MaxItems || PAGE, LARGEST_PAGE);
  const DurableExecutions = items.map((execution) => ({
    DurableExecutionArn: executionArn(execution),
    DurableExecutionName: execution.name,
    FunctionArn: execution.invokedArn,
    Status: execution.status,
    StartTimestamp: new Date(execution.startedAt),
    ...(execution.endedAt !== undefined && { EndTimestamp: new Date(execution.endedAt) }),
  }));
  return { DurableExecutions, ...next };
};
