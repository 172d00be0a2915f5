import type * as Sfn from "@aws-sdk/client-sfn";
import type { Operation } from "../../cloud/operation.ts";
import { aliasKey, machineName } from "./machines.ts";

export const deleteStateMachineAlias: Operation<typeof Sfn, "DeleteStateMachineAlias"> = (
  { stateMachineAliasArn },
  context,
) => {
  const { name, qualifier } = machineName(stateMachineAliasArn);
  // Deleting what is not there succeeds.
  context.store.delete(aliasKey(context, name, qualifier ?? ""));
  return {};
};
