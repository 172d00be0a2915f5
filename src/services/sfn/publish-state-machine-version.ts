import type * as Sfn from "@aws-sdk/client-sfn";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { publishVersion, requireMachine } from "./machines.ts";

export const publishStateMachineVersion: Operation<typeof Sfn, "PublishStateMachineVersion"> = (
  { stateMachineArn, revisionId, description },
  context,
) => {
  const machine = requireMachine(context, stateMachineArn);
  if (revisionId !== undefined && revisionId !== machine.revisionId) {
    throw new ServiceException(
      "ConflictException",
      `Failed to publish the State Machine version for revision ${revisionId}. The current State Machine revision is ${machine.revisionId}.`,
    );
  }
  const version = publishVersion(context, machine, description);
  return { creationDate: version.created, stateMachineVersionArn: version.arn };
};
