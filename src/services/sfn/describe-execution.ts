import type * as Sfn from "@aws-sdk/client-sfn";
import type { Operation } from "../../cloud/operation.ts";
import { executionDetail, requireExecution } from "./executions.ts";
import { expressNotInContext } from "./fault.ts";

export const describeExecution: Operation<typeof Sfn, "DescribeExecution"> = ({ executionArn }, context) => {
  const record = requireExecution(context, executionArn);
  if (record.machine.type === "EXPRESS") throw expressNotInContext();
  return executionDetail(record);
};
