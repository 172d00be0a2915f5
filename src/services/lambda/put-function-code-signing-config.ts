import type { LambdaOperation } from "./client.ts";
import { requireAttachableCodeSigning } from "./code-signing.ts";
import { requireUnqualified } from "./function-name.ts";
import { requireFunction, saveFunction } from "./functions.ts";

export const putFunctionCodeSigningConfig: LambdaOperation<"PutFunctionCodeSigningConfig"> = (input, context) => {
  const { arn } = requireAttachableCodeSigning(context, input.CodeSigningConfigArn);
  const record = requireFunction(context, requireUnqualified(context, input.FunctionName));
  saveFunction(context, { ...record, codeSigningConfigArn: arn });
  return { CodeSigningConfigArn: arn, FunctionName: record.name };
};
