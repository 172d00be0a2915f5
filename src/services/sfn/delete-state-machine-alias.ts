import type * as Sfn from "@aws-sdk/client-sfn";
import type { Operation } from "../../cloud/operation.ts";
import { requireAlias } from "./alias-routing.ts";
import { aliasKey, machineName } from "./machines.ts";

export const deleteStateMachineAlias: Operation<typeof Sfn, "DeleteStateMachineAlias"> = (
  { stateMachineAliasArn },
  context,
) => {
  const alias = requireAlias(context, stateMachineAliasArn);
  context.store.delete(aliasKey(context, machineName(alias.arn).name, alias.name));
  return {};
};
