import type { OperationContext } from "../../cloud/operation.ts";
import type { LambdaOperation } from "./client.ts";
import { requireCodeSigning } from "./code-signing.ts";
import type { FunctionRecord } from "./entities.ts";
import { prefixOf } from "./keys.ts";
import { page } from "./page.ts";
import { recordsAt } from "./records.ts";

export const listFunctionsByCodeSigningConfig: LambdaOperation<"ListFunctionsByCodeSigningConfig"> = (
  input,
  context,
) => {
  const { arn } = requireCodeSigning(context, input.CodeSigningConfigArn);
  const { items, next } = page(functionsWithCodeSigning(context, arn), input.Marker, input.MaxItems);
  return { FunctionArns: items, ...next };
};

export function functionsWithCodeSigning(context: OperationContext, arn: string): string[] {
  return recordsAt<FunctionRecord>(context, prefixOf(context, "function"))
    .filter(({ codeSigningConfigArn }) => codeSigningConfigArn === arn)
    .map((record) => record.arn);
}
