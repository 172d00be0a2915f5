import type * as Sfn from "@aws-sdk/client-sfn";
import type { Operation } from "../../cloud/operation.ts";
import { ExecutionStopped } from "./execution-ending.ts";
import { requireExecution } from "./executions.ts";
import { expressNotInContext } from "./fault.ts";
import { stopRunning } from "./open-execution.ts";

export const stopExecution: Operation<typeof Sfn, "StopExecution"> = ({ executionArn, error, cause }, context) => {
  const record = requireExecution(context, executionArn);
  if (record.machine.type === "EXPRESS") throw expressNotInContext();
  stopRunning(record.arn, new ExecutionStopped(error, cause));
  return { stopDate: record.stopped ?? new Date(context.clock.now()) };
};
