import type * as Sfn from "@aws-sdk/client-sfn";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { checkedRouting } from "./alias-routing.ts";
import type { AliasRecord } from "./machines.ts";
import { aliasKey, statesArn } from "./machines.ts";

export const createStateMachineAlias: Operation<typeof Sfn, "CreateStateMachineAlias"> = (input, context) => {
  const { name: alias = "", description } = input;
  const { name, routing } = checkedRouting(context, input.routingConfiguration);
  const existing = context.store.get<AliasRecord>(aliasKey(context, name, alias));
  const arn = statesArn(context, `stateMachine:${name}:${alias}`);
  if (existing) {
    const same = JSON.stringify(existing.routing) === JSON.stringify(routing) && existing.description === description;
    if (same) return { stateMachineAliasArn: arn, creationDate: existing.created };
    throw new ServiceException(
      "ConflictException",
      "Failed to create alias because an alias with the same name and a different routing configuration already exists.",
    );
  }
  const created = new Date(context.clock.now());
  context.store.put(aliasKey(context, name, alias), {
    arn,
    name: alias,
    description,
    routing,
    created,
    updated: created,
  });
  return { stateMachineAliasArn: arn, creationDate: created };
};
