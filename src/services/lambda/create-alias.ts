import { randomUUID } from "node:crypto";
import { requireAliasedVersion, requireWeights, saveAlias } from "./aliases.ts";
import type { LambdaOperation } from "./client.ts";
import { conflict } from "./fault.ts";
import { functionArn, functionReference } from "./function-name.ts";
import { findAlias, requireFunction } from "./functions.ts";

export const createAlias: LambdaOperation<"CreateAlias"> = (input, context) => {
  const reference = functionReference(context, input.FunctionName);
  const { Name: name = "", FunctionVersion: version = "", Description = "" } = input;
  requireFunction(context, reference);
  requireAliasedVersion(context, reference, version);
  if (findAlias(context, reference, name)) {
    throw conflict(`Alias already exists: ${functionArn(reference, reference.name, name)}`);
  }
  const weights = requireWeights(context, reference, version, input.RoutingConfig);
  return saveAlias(context, {
    account: reference.account,
    region: reference.region,
    functionName: reference.name,
    name,
    version,
    description: Description,
    ...(weights && { weights }),
    revisionId: randomUUID(),
  });
};
