import type * as Sfn from "@aws-sdk/client-sfn";
import type { OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { resourceNotFound, validationException } from "./fault.ts";
import type { AliasRecord } from "./machines.ts";
import { aliasKey, machineName, resolveMachine } from "./machines.ts";

/**
 * What an alias points to: one version, or two with weights that make a hundred. The order of the checks and AWS's
 * sentences are those that LocalStack's source has.
 */
export function checkedRouting(
  context: OperationContext,
  routing: readonly Sfn.RoutingConfigurationListItem[] | undefined,
): { readonly name: string; readonly routing: readonly Sfn.RoutingConfigurationListItem[] } {
  const items = routing ?? [];
  const arns = items.map(({ stateMachineVersionArn }) => stateMachineVersionArn ?? "");
  const received = `Received: [${arns.join(", ")}]`;
  if (new Set(arns).size < arns.length) {
    throw validationException(`Routing configuration must contain distinct state machine version ARNs. ${received}`);
  }
  const weights = items.map(({ weight = 0 }) => weight);
  if (weights.reduce((sum, weight) => sum + weight, 0) !== 100) {
    throw validationException(`Sum of routing configuration weights must equal 100. Received: [${weights.join(", ")}]`);
  }
  const names = arns.map((arn) => versionOwner(context, arn));
  if (names.includes(undefined)) {
    throw validationException(`Routing configuration must contain state machine version ARNs. ${received}`);
  }
  const [name = ""] = names;
  if (names.some((other) => other !== name)) {
    throw validationException("Routing configuration must contain versions of the same state machine.");
  }
  return { name, routing: items };
}

/** The name of the machine that has this version; undefined for what is no version. */
function versionOwner(context: OperationContext, arn: string): string | undefined {
  const { name, qualifier } = machineName(arn);
  if (!/^\d+$/.test(qualifier ?? "")) return undefined;
  try {
    resolveMachine(context, arn);
    return name;
  } catch (error) {
    if (error instanceof ServiceException) return undefined;
    throw error;
  }
}

export function requireAlias(context: OperationContext, arn: string | undefined, refusal?: string): AliasRecord {
  const { name, qualifier } = machineName(arn);
  const alias = context.store.get<AliasRecord>(aliasKey(context, name, qualifier ?? ""));
  if (!alias) throw refusal === undefined ? resourceNotFound(arn) : new ServiceException("ResourceNotFound", refusal);
  return alias;
}
