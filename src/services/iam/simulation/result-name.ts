import type * as Iam from "@aws-sdk/client-iam";

/** Names one result for the pagination marker. */
export function resultName({ EvalActionName, EvalResourceName }: Iam.EvaluationResult): string {
  return `${EvalActionName} ${EvalResourceName}`;
}
