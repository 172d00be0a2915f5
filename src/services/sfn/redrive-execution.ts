import type * as Sfn from "@aws-sdk/client-sfn";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { notRedrivable, redrivenRecord, requireExecution } from "./executions.ts";
import { expressNotInContext } from "./fault.ts";
import { runExecution } from "./run-execution.ts";

/** An execution that ended without success goes on from the states that did not. */
export const redriveExecution: Operation<typeof Sfn, "RedriveExecution"> = ({ executionArn, clientToken }, context) => {
  const record = requireExecution(context, executionArn);
  if (record.machine.type === "EXPRESS") throw expressNotInContext();
  if (clientToken !== undefined && record.redriveToken === clientToken && record.redriven) {
    return { redriveDate: record.redriven };
  }
  const reason = notRedrivable(record);
  if (reason !== undefined) throw new ServiceException("ExecutionNotRedrivable", reason);
  const redriveDate = new Date(context.clock.now());
  void runExecution(context, redrivenRecord(record, redriveDate, clientToken));
  return { redriveDate };
};
