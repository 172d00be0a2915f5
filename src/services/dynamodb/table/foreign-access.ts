/** Tables of other accounts, named by their ARN: some operations reach them. */
import type { OperationContext } from "../../../cloud/operation.ts";
import { checkForeignAccess, notAuthorized } from "../../../cloud/policy/foreign-resource.ts";
import type { Table } from "./table.ts";

/** Source: AWS's list of operations that can be used across accounts. */
const reaching = new Set([
  "BatchGetItem",
  "BatchWriteItem",
  "ConditionCheckItem",
  "DeleteItem",
  "DeleteTable",
  "DescribeTable",
  "GetItem",
  "ListTagsOfResource",
  "PutItem",
  "Query",
  "Scan",
  "TagResource",
  "UntagResource",
  "UpdateItem",
  "UpdateTable",
]);

/** Refuses the caller unless the table's policy allows the action on it, or on its index. */
export function checkForeignTable(
  table: Table | undefined,
  { arn, action, index }: { readonly arn: string; readonly action: string; readonly index?: string | undefined },
  context: Pick<OperationContext, "account" | "principal" | "store">,
): void {
  const permission = `dynamodb:${action}`;
  const resource = index === undefined ? arn : `${arn}/index/${index}`;
  if (!table || !reaching.has(action)) throw notAuthorized(resource, permission, context);
  const policy = table.resourcePolicy?.text;
  checkForeignAccess({ arn: resource, account: table.account, policy }, permission, context);
}
