import type { LambdaOperation } from "./client.ts";
import { invalidParameter, preconditionFailed } from "./fault.ts";
import { functionReference } from "./function-name.ts";
import { requireChangeable, requireLatest } from "./functions.ts";
import { publish } from "./publishing.ts";

export const publishVersion: LambdaOperation<"PublishVersion"> = (input, context) => {
  const reference = functionReference(context, input.FunctionName);
  const latest = requireLatest(context, reference);
  const { CodeSha256, RevisionId } = latest.configuration;
  if (input.RevisionId !== undefined && input.RevisionId !== RevisionId)
    throw preconditionFailed("GetFunction/GetAlias");
  requireChangeable(latest, undefined);
  if (input.CodeSha256 !== undefined && input.CodeSha256 !== "" && input.CodeSha256 !== CodeSha256) {
    throw invalidParameter(
      `CodeSHA256 (${input.CodeSha256}) is different from current CodeSHA256 in $LATEST (${CodeSha256}). Please try again with the CodeSHA256 in $LATEST.`,
    );
  }
  return publish(context, latest, input.Description).configuration;
};
