/** Tables are named by name or by ARN, wherever AWS takes a TableName. */
import { parseArn } from "../../../cloud/arn.ts";
import type { OperationContext } from "../../../cloud/operation.ts";
import { notAuthorized } from "../../../cloud/policy/foreign-resource.ts";
import { constraintRefusals, refusal } from "../refusal.ts";

const form = "[a-zA-Z0-9_.-]+";
const matches = new RegExp(`^${form}$`);

/** Where a table can be named by ARN too, the rules for names are no constraint of the member but are told like one. */
export function checkTableName(name: string): void {
  if (name.length >= 3 && name.length <= 255 && matches.test(name)) return;
  const rules = [
    ...(matches.test(name) ? [] : [`Member must satisfy regular expression pattern: ${form}`]),
    ...(name.length < 3 ? ["Member must have length greater than or equal to 3"] : []),
    ...(name.length > 255 ? ["Member must have length less than or equal to 255"] : []),
  ];
  throw constraintRefusals(rules.map((rule) => `Value '${name}' at 'tableName' failed to satisfy constraint: ${rule}`));
}

type Place = Pick<OperationContext, "account" | "region">;

export interface NamedTable extends Place {
  readonly name: string;
}

/** The table that a TableName member stands for, which an ARN may name in another account. */
export function namedTable(given: string, { account, region }: Place): NamedTable {
  if (!given.startsWith("arn:")) {
    checkTableName(given);
    return { account, region, name: given };
  }
  const arn = parseArn(given);
  const name = arn?.service === "dynamodb" && arn.resource.startsWith("table/") ? arn.resource.slice(6) : undefined;
  if (arn === undefined || name === undefined || name.includes("/")) {
    throw refusal(`Invalid TableArn: Invalid ResourceArn provided as input ${given}`);
  }
  if (arn.region !== region) {
    // Source: answers of AWS that users have published.
    throw constraintRefusals([`Invalid AWS region in '${given}'`]);
  }
  checkTableName(name);
  return { account: arn.account, region, name };
}

/** The name of one of the caller's own tables, for operations that reach no others. */
export function tableNameOf(
  given: string,
  context: Place & Pick<OperationContext, "principal">,
  action: string,
): string {
  const { account, name } = namedTable(given, context);
  if (account !== context.account) throw notAuthorized(given, `dynamodb:${action}`, context);
  return name;
}
