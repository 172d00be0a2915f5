import type * as Sfn from "@aws-sdk/client-sfn";
import type { Operation } from "../../cloud/operation.ts";
import { checkedRouting, requireAlias } from "./alias-routing.ts";
import { aliasKey, machineName } from "./machines.ts";

export const updateStateMachineAlias: Operation<typeof Sfn, "UpdateStateMachineAlias"> = (input, context) => {
  const alias = requireAlias(context, input.stateMachineAliasArn);
  const updated = new Date(context.clock.now());
  const { name } = machineName(alias.arn);
  context.store.put(aliasKey(context, name, alias.name), {
    ...alias,
    description: input.description ?? alias.description,
    routing: input.routingConfiguration ? checkedRouting(context, input.routingConfiguration).routing : alias.routing,
    updated,
  });
  return { updateDate: updated };
};
