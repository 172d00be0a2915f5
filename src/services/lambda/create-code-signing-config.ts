import { regionalArn } from "../../cloud/arn.ts";
import type { LambdaOperation } from "./client.ts";
import { newCodeSigningId, saveCodeSigning } from "./code-signing.ts";
import { lambdaTime } from "./functions.ts";
import { requireTags } from "./tags.ts";

export const createCodeSigningConfig: LambdaOperation<"CreateCodeSigningConfig"> = (input, context) => {
  const tags = input.Tags ?? {};
  requireTags(tags);
  const id = newCodeSigningId();
  const CodeSigningConfig = saveCodeSigning(context, {
    id,
    arn: regionalArn("lambda", context, `code-signing-config:${id}`),
    description: input.Description ?? "",
    publishers: input.AllowedPublishers?.SigningProfileVersionArns ?? [],
    policy: input.CodeSigningPolicies?.UntrustedArtifactOnDeployment ?? "Warn",
    modifiedAt: lambdaTime(context.clock.now()),
    tags,
  });
  return { CodeSigningConfig };
};
