import { randomUUID } from "node:crypto";
import { requireAliasedVersion, requireWeights, saveAlias } from "./aliases.ts";
import type { LambdaOperation } from "./client.ts";
import { notFound, preconditionFailed } from "./fault.ts";
import { functionArn, functionReference } from "./function-name.ts";
import { findAlias, requireFunction, versionBehind } from "./functions.ts";
import { provisionAnew } from "./provisioned-concurrency.ts";

export const updateAlias: LambdaOperation<"UpdateAlias"> = (input, context) => {
  const reference = functionReference(context, input.FunctionName);
  requireFunction(context, reference);
  const before = findAlias(context, reference, input.Name ?? "");
  if (!before) throw notFound(`Alias not found: ${functionArn(reference, reference.name, input.Name)}`);
  if (input.RevisionId !== undefined && input.RevisionId !== before.revisionId) {
    throw preconditionFailed("GetFunction/GetAlias");
  }
  const version = input.FunctionVersion ?? before.version;
  if (input.FunctionVersion !== undefined) requireAliasedVersion(context, reference, version);
  const { weights: earlier, ...rest } = before;
  const weights = input.RoutingConfig ? requireWeights(context, reference, version, input.RoutingConfig) : earlier;
  const pointedTo = versionBehind(context, { ...reference, qualifier: before.name });
  const changed = saveAlias(context, {
    ...rest,
    version,
    ...(weights && { weights }),
    description: input.Description ?? before.description,
    revisionId: randomUUID(),
  });
  provisionAnew(context, { ...reference, qualifier: before.name }, pointedTo);
  return changed;
};
