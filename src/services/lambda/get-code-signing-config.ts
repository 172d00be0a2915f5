import type { LambdaOperation } from "./client.ts";
import { codeSigningConfig, requireCodeSigning } from "./code-signing.ts";

export const getCodeSigningConfig: LambdaOperation<"GetCodeSigningConfig"> = (input, context) => ({
  CodeSigningConfig: codeSigningConfig(requireCodeSigning(context, input.CodeSigningConfigArn)),
});
