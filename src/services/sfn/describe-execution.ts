import type * as Sfn from "@aws-sdk/client-sfn";
import type { Operation } from "../../cloud/operation.ts";
import { executionDetail, requireExecution } from "./executions.ts";
import { invalidArn } from "./fault.ts";

export const describeExecution: Operation<typeof Sfn, "DescribeExecution"> = ({ executionArn }, context) => {
  const record = requireExecution(context, executionArn);
  if (record.machine.type === "EXPRESS") throw invalidArn(executionArn);
  return executionDetail(record);
};
