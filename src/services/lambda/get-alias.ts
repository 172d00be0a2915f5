import { aliasConfiguration } from "./aliases.ts";
import type { LambdaOperation } from "./client.ts";
import { notFound } from "./fault.ts";
import { functionArn, functionReference } from "./function-name.ts";
import { findAlias, requireFunction } from "./functions.ts";

export const getAlias: LambdaOperation<"GetAlias"> = ({ FunctionName, Name = "" }, context) => {
  const reference = functionReference(context, FunctionName);
  const alias = findAlias(context, reference, Name);
  if (alias) return aliasConfiguration(alias);
  requireFunction(context, reference);
  throw notFound(`Cannot find alias arn: ${functionArn(reference, reference.name, Name)}`);
};
