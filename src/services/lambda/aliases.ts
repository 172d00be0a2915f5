/** Aliases: what they answer with, and the rules of their routing. */
import type { AliasConfiguration, AliasRoutingConfiguration } from "@aws-sdk/client-lambda";
import type { OperationContext } from "../../cloud/operation.ts";
import type { AliasRecord } from "./entities.ts";
import { functionNotFound, invalidParameter } from "./fault.ts";
import { type FunctionReference, functionArn } from "./function-name.ts";
import { findVersion } from "./functions.ts";
import { aliasKey, prefixOf } from "./keys.ts";
import { recordsAt } from "./records.ts";
import { targetsChanged } from "./settled-targets.ts";

export function aliasConfiguration(alias: AliasRecord): AliasConfiguration {
  return {
    AliasArn: functionArn(alias, alias.functionName, alias.name),
    Name: alias.name,
    FunctionVersion: alias.version,
    Description: alias.description,
    ...(alias.weights && { RoutingConfig: { AdditionalVersionWeights: { ...alias.weights } } }),
    RevisionId: alias.revisionId,
  };
}

export function saveAlias({ store }: OperationContext, alias: AliasRecord): AliasConfiguration {
  store.put(aliasKey(alias, alias.functionName, alias.name), alias);
  targetsChanged(store);
  return aliasConfiguration(alias);
}

export const aliasesOf = (context: OperationContext, reference: FunctionReference): AliasRecord[] =>
  recordsAt<AliasRecord>(context, [...prefixOf(reference, "alias"), reference.name]);

/** The second version of an alias with its share; undefined when there is none. */
export function requireWeights(
  context: OperationContext,
  reference: FunctionReference,
  version: string,
  routing: AliasRoutingConfiguration | undefined,
): Readonly<Record<string, number>> | undefined {
  const weights = routing?.AdditionalVersionWeights ?? {};
  const versions = Object.keys(weights);
  if (versions.length === 0) return undefined;
  if (versions.length > 1)
    throw invalidParameter("Number of items in AdditionalVersionWeights cannot be greater than 1");
  if (version === "$LATEST") {
    throw invalidParameter("$LATEST is not supported for an alias pointing to more than 1 version");
  }
  if (versions.includes(version)) {
    throw invalidParameter(
      `Invalid function version ${version}. Function version ${version} is already included in routing configuration.`,
    );
  }
  for (const other of versions) requireAliasedVersion(context, reference, other);
  return weights;
}

export function requireAliasedVersion(context: OperationContext, reference: FunctionReference, version: string): void {
  if (!/^(\$LATEST|\d+)$/.test(version) || !findVersion(context, reference, version)) {
    throw functionNotFound(functionArn(reference, reference.name, version));
  }
}
