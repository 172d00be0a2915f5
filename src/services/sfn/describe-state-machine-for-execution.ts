import type * as Sfn from "@aws-sdk/client-sfn";
import type { Operation } from "../../cloud/operation.ts";
import { requireExecution } from "./executions.ts";
import { expressNotInContext } from "./fault.ts";
import { encryptionMember } from "./machines.ts";
import { variableReferencesMember } from "./variable-references.ts";

export const describeStateMachineForExecution: Operation<typeof Sfn, "DescribeStateMachineForExecution"> = (
  { executionArn },
  context,
) => {
  const { machine, mapRunArn } = requireExecution(context, executionArn);
  if (machine.type === "EXPRESS") throw expressNotInContext();
  const references = variableReferencesMember(machine.definition);
  return {
    stateMachineArn: machine.arn,
    name: machine.name,
    definition: machine.definition,
    roleArn: machine.roleArn,
    updateDate: machine.updated,
    loggingConfiguration: machine.logging,
    tracingConfiguration: machine.tracing,
    ...encryptionMember(machine),
    ...(machine.updated.getTime() === machine.created.getTime() ? {} : { revisionId: machine.revisionId }),
    ...(mapRunArn === undefined ? {} : { mapRunArn }),
    ...references,
  };
};
