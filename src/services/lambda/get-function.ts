import type { LambdaOperation } from "./client.ts";
import type { VersionRecord } from "./entities.ts";
import { functionReference } from "./function-name.ts";
import { requireFunction, resolveVersion } from "./functions.ts";
import { shown } from "./shown.ts";

export const getFunction: LambdaOperation<"GetFunction"> = (input, context) => {
  const reference = functionReference(context, input.FunctionName, input.Qualifier);
  const record = resolveVersion(context, reference);
  const { tags, reservedConcurrency } = requireFunction(context, reference);
  return {
    Configuration: shown(record, reference),
    Code: codeLocation(record, context.endpoint),
    ...(Object.keys(tags).length > 0 && { Tags: { ...tags } }),
    ...(reservedConcurrency !== undefined && { Concurrency: { ReservedConcurrentExecutions: reservedConcurrency } }),
  };
};

function codeLocation({ code, imageUri, configuration }: VersionRecord, endpoint: string) {
  if (code === undefined) {
    const repository = imageUri?.split("@")[0]?.replace(/:[^:/]+$/, "");
    return {
      RepositoryType: "ECR",
      ImageUri: imageUri,
      ResolvedImageUri: `${repository}@sha256:${configuration.CodeSha256}`,
    };
  }
  return { RepositoryType: "S3", Location: `${endpoint}/_aws/lambda/code/${code}` };
}
