import type * as Sfn from "@aws-sdk/client-sfn";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { checkedRouting, requireAlias } from "./alias-routing.ts";
import { aliasKey, machineName } from "./machines.ts";

export const updateStateMachineAlias: Operation<typeof Sfn, "UpdateStateMachineAlias"> = (input, context) => {
  if (input.description === undefined && input.routingConfiguration === undefined) {
    throw new ServiceException(
      "MissingRequiredParameter",
      "Either the description or the RoutingConfiguration must be specified",
    );
  }
  const routing = input.routingConfiguration && checkedRouting(context, input.routingConfiguration).routing;
  const alias = requireAlias(context, input.stateMachineAliasArn, "Request references a resource that does not exist.");
  const updated = new Date(context.clock.now());
  const { name } = machineName(alias.arn);
  context.store.put(aliasKey(context, name, alias.name), {
    ...alias,
    description: input.description ?? alias.description,
    routing: routing ?? alias.routing,
    updated,
  });
  return { updateDate: updated };
};
