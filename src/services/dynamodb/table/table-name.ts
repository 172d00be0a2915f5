/** Tables are named by name or by ARN, wherever AWS takes a TableName. */
import { parseArn } from "../../../cloud/arn.ts";
import type { OperationContext } from "../../../cloud/operation.ts";
import { ServiceException } from "../../../wire/service-exception.ts";
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

/** The name that a TableName member stands for. */
export function tableNameOf(given: string, place: Place): string {
  if (!given.startsWith("arn:")) {
    checkTableName(given);
    return given;
  }
  const arn = parseArn(given);
  const name = arn?.service === "dynamodb" && arn.resource.startsWith("table/") ? arn.resource.slice(6) : undefined;
  if (arn === undefined || name === undefined || name.includes("/")) {
    throw refusal(`Invalid TableArn: Invalid ResourceArn provided as input ${given}`);
  }
  if (arn.region !== place.region) {
    throw new ServiceException(
      "ValidationException",
      `Invalid TableArn: Region in the ARN does not match the region of the request: ${given}`,
    );
  }
  checkTableName(name);
  return name;
}
