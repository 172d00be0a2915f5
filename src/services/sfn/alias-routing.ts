import type * as Sfn from "@aws-sdk/client-sfn";
import type { OperationContext } from "../../cloud/operation.ts";
import { resourceNotFound, validationException } from "./fault.ts";
import type { AliasRecord } from "./machines.ts";
import { aliasKey, machineName, resolveMachine } from "./machines.ts";

/** What an alias points to: one version, or two with weights that make a hundred. */
export function checkedRouting(
  context: OperationContext,
  routing: readonly Sfn.RoutingConfigurationListItem[] | undefined,
): { readonly name: string; readonly routing: readonly Sfn.RoutingConfigurationListItem[] } {
  const items = routing ?? [];
  const names = items.map(({ stateMachineVersionArn }) => {
    resolveMachine(context, stateMachineVersionArn);
    return machineName(stateMachineVersionArn).name;
  });
  const [name = ""] = names;
  if (names.some((other) => other !== name)) {
    throw validationException("Routing configuration must contain versions of the same state machine.");
  }
  const sum = items.reduce((total, { weight = 0 }) => total + weight, 0);
  if (sum !== 100)
    throw validationException(
      `Sum of routing configuration weights must equal 100. Received: ${JSON.stringify(items.map(({ weight }) => weight))}`,
    );
  if (items.length === 2 && items[0]?.stateMachineVersionArn === items[1]?.stateMachineVersionArn) {
    throw validationException("Routing configuration must contain distinct state machine version ARNs.");
  }
  return { name, routing: items };
}

export function requireAlias(context: OperationContext, arn: string | undefined): AliasRecord {
  const { name, qualifier } = machineName(arn);
  const alias = context.store.get<AliasRecord>(aliasKey(context, name, qualifier ?? ""));
  if (!alias) throw resourceNotFound(arn);
  return alias;
}
