import type * as Sfn from "@aws-sdk/client-sfn";
import type { Operation } from "../../cloud/operation.ts";
import { typeNotSupported } from "./fault.ts";
import { newExecution } from "./new-execution.ts";
import { runExecution } from "./run-execution.ts";

export const startSyncExecution: Operation<typeof Sfn, "StartSyncExecution"> = async (input, context) => {
  const record = newExecution(context, input);
  if (record.machine.type !== "EXPRESS") throw typeNotSupported();
  const final = await runExecution(context, record);
  const milliseconds = (final.stopped ?? final.started).getTime() - final.started.getTime();
  return {
    executionArn: final.arn,
    stateMachineArn: final.machineArn,
    name: final.name,
    startDate: final.started,
    stopDate: final.stopped,
    status: final.status === "ABORTED" || final.status === "RUNNING" ? "FAILED" : final.status,
    ...(final.status === "TIMED_OUT" ? { error: "States.Timeout" } : {}),
    ...(final.error === undefined ? {} : { error: final.error }),
    ...(final.cause === undefined ? {} : { cause: final.cause }),
    input: final.input,
    inputDetails: { included: true },
    ...(final.output === undefined ? {} : { output: final.output }),
    outputDetails: { included: true },
    ...(final.traceHeader === undefined ? {} : { traceHeader: final.traceHeader }),
    billingDetails: {
      billedMemoryUsedInMB: 64,
      billedDurationInMilliseconds: Math.max(100, Math.ceil(milliseconds / 100) * 100),
    },
  };
};
