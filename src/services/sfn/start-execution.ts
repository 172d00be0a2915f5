import type * as Sfn from "@aws-sdk/client-sfn";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { ExecutionRecord } from "./executions.ts";
import { executionKey } from "./executions.ts";
import { newExecution } from "./new-execution.ts";
import { runExecution } from "./run-execution.ts";

export const startExecution: Operation<typeof Sfn, "StartExecution"> = (input, context) => {
  const record = newExecution(context, input);
  const existing = context.store.get<ExecutionRecord>(executionKey(record.arn));
  if (existing) {
    // The same name and input of a running execution is that execution.
    if (existing.status === "RUNNING" && existing.input === record.input) {
      return { executionArn: existing.arn, startDate: existing.started };
    }
    throw new ServiceException("ExecutionAlreadyExists", `Execution Already Exists: '${record.arn}'`);
  }
  void runExecution(context, record);
  return { executionArn: record.arn, startDate: record.started };
};
