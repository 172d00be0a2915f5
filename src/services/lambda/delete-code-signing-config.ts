import type { LambdaOperation } from "./client.ts";
import { requireCodeSigning } from "./code-signing.ts";
import { conflict } from "./fault.ts";
import { codeSigningKey } from "./keys.ts";
import { functionsWithCodeSigning } from "./list-functions-by-code-signing-config.ts";

export const deleteCodeSigningConfig: LambdaOperation<"DeleteCodeSigningConfig"> = (input, context) => {
  const { id, arn } = requireCodeSigning(context, input.CodeSigningConfigArn);
  if (functionsWithCodeSigning(context, arn).length > 0) {
    throw conflict("Cannot delete the code signing configuration. It is in use by one or more functions.");
  }
  context.store.delete(codeSigningKey(context, id));
  return {};
};
