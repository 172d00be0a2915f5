import type * as Sfn from "@aws-sdk/client-sfn";
import type { Operation } from "../../cloud/operation.ts";
import { requireAlias } from "./alias-routing.ts";

export const describeStateMachineAlias: Operation<typeof Sfn, "DescribeStateMachineAlias"> = (
  { stateMachineAliasArn },
  context,
) => {
  const alias = requireAlias(context, stateMachineAliasArn);
  return {
    stateMachineAliasArn: alias.arn,
    name: alias.name,
    ...(alias.description === undefined ? {} : { description: alias.description }),
    routingConfiguration: [...alias.routing],
    creationDate: alias.created,
    updateDate: alias.updated,
  };
};
