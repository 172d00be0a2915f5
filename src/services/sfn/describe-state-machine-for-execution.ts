import type * as Sfn from "@aws-sdk/client-sfn";
import type { Operation } from "../../cloud/operation.ts";
import { requireExecution } from "./executions.ts";

export const describeStateMachineForExecution: Operation<typeof Sfn, "DescribeStateMachineForExecution"> = (
  { executionArn },
  context,
) => {
  const { machine, versionArn } = requireExecution(context, executionArn);
  return {
    stateMachineArn: versionArn ?? machine.arn,
    name: machine.name,
    definition: machine.definition,
    roleArn: machine.roleArn,
    updateDate: machine.updated,
    loggingConfiguration: machine.logging,
    tracingConfiguration: machine.tracing,
    encryptionConfiguration: machine.encryption,
    revisionId: machine.revisionId,
  };
};
