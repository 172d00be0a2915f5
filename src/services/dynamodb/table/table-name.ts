/** Tables are named by name or by ARN, wherever AWS takes a TableName. */
import { parseArn } from "../../../cloud/arn.ts";
import type { OperationContext } from "../../../cloud/operation.ts";
import { ServiceException } from "../../../wire/service-exception.ts";
import { refusal } from "../refusal.ts";

const form = /^[a-zA-Z0-9_.-]+$/;

export function checkTableName(name: string): void {
  if (name.length < 3 || name.length > 255 || !form.test(name)) {
    throw refusal(
      "Invalid table/index name.  Table/index names must be between 3 and 255 characters long, and may contain only the characters a-z, A-Z, 0-9, '_', '-', and '.'",
    );
  }
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
