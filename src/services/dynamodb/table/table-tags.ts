/** Tags of tables, which DynamoDB knows by ARN. */
import type { Tag as WireTag } from "@aws-sdk/client-dynamodb";
import { parseArn } from "../../../cloud/arn.ts";
import type { OperationContext } from "../../../cloud/operation.ts";
import { findTagFault } from "../../../cloud/tags.ts";
import { ServiceException } from "../../../wire/service-exception.ts";
import { refusal } from "../refusal.ts";
import type { Table } from "./table.ts";
import { readTable } from "./table-store.ts";

export function checkTags(tags: readonly WireTag[]): void {
  const fault = findTagFault(tags.map(({ Key }) => Key!));
  switch (fault?.kind) {
    case "duplicate":
      throw refusal(`One or more parameter values were invalid: Duplicate Tag keys found: ${fault.key}`);
    case "reserved":
      throw new ServiceException(
        "ValidationException",
        "One or more parameter values were invalid: Tag keys starting with 'aws:' are reserved for system use",
      );
    case "too-many":
      throw refusal("One or more parameter values were invalid: Too many tags: the limit is 50");
  }
}

/** The table that a ResourceArn names. */
export function taggedTable(
  arn: string,
  context: Pick<OperationContext, "account" | "region" | "store" | "clock">,
): Table {
  const parsed = parseArn(arn);
  if (parsed?.service !== "dynamodb" || !parsed.resource.startsWith("table/")) {
    throw refusal(`Invalid TableArn: Invalid ResourceArn provided as input ${arn}`);
  }
  const name = parsed.resource.slice("table/".length);
  if (parsed.account !== context.account) {
    throw new ServiceException(
      "AccessDeniedException",
      `User is not authorized to perform this operation on resource: ${arn}`,
    );
  }
  const table = readTable(context.store, context, name, context.clock.now());
  if (!table) {
    throw new ServiceException(
      "ResourceNotFoundException",
      `Requested resource not found: ResourcArn: ${arn} not found`,
    );
  }
  return table;
}
