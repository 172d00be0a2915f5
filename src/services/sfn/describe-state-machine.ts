import type * as Sfn from "@aws-sdk/client-sfn";
import type { Operation } from "../../cloud/operation.ts";
import { machineDoesNotExist } from "./fault.ts";
import { encryptionMember, resolveMachine, versionsOf } from "./machines.ts";
import { variableReferencesMember } from "./variable-references.ts";

export const describeStateMachine: Operation<typeof Sfn, "DescribeStateMachine"> = (
  { stateMachineArn, includedData },
  context,
) => {
  const { machine, versionArn, aliasArn } = resolveMachine(context, stateMachineArn);
  if (aliasArn !== undefined) throw machineDoesNotExist(stateMachineArn);
  const version = versionArn && versionsOf(context, machine.name).find(({ arn }) => arn === versionArn);
  const references = variableReferencesMember(machine.definition);
  return {
    stateMachineArn: versionArn ?? machine.arn,
    name: machine.name,
    status: "ACTIVE",
    definition: includedData === "METADATA_ONLY" ? "" : machine.definition,
    roleArn: machine.roleArn,
    type: machine.type,
    creationDate: version ? version.created : machine.created,
    loggingConfiguration: machine.logging,
    tracingConfiguration: machine.tracing,
    ...encryptionMember(machine),
    ...references,
    // Neither a machine that was never changed nor a version has a revision to tell.
    ...(machine.updated.getTime() === machine.created.getTime() || version ? {} : { revisionId: machine.revisionId }),
    ...(version && version.description !== undefined ? { description: version.description } : {}),
  };
};
