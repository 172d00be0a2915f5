import type { LambdaOperation } from "./client.ts";
import { requireCodeSigning, saveCodeSigning } from "./code-signing.ts";
import { lambdaTime } from "./functions.ts";

export const updateCodeSigningConfig: LambdaOperation<"UpdateCodeSigningConfig"> = (input, context) => {
  const before = requireCodeSigning(context, input.CodeSigningConfigArn);
  const CodeSigningConfig = saveCodeSigning(context, {
    ...before,
    description: input.Description ?? before.description,
    publishers: input.AllowedPublishers?.SigningProfileVersionArns ?? before.publishers,
    policy: input.CodeSigningPolicies?.UntrustedArtifactOnDeployment ?? before.policy,
    modifiedAt: lambdaTime(context.clock.now()),
  });
  return { CodeSigningConfig };
};
