import type * as Sfn from "@aws-sdk/client-sfn";
import type { Operation } from "../../cloud/operation.ts";
import { ExecutionStopped } from "./execution-ending.ts";
import { requireExecution } from "./executions.ts";
import { typeNotSupported } from "./fault.ts";
import { stopRunning } from "./open-execution.ts";

export const stopExecution: Operation<typeof Sfn, "StopExecution"> = ({ executionArn, error, cause }, context) => {
  const record = requireExecution(context, executionArn);
  if (record.machine.type === "EXPRESS") throw typeNotSupported();
  stopRunning(record.arn, new ExecutionStopped(error, cause));
  return { stopDate: record.stopped ?? new Date(context.clock.now()) };
};
