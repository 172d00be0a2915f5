/** Global tables of 2017, which AWS makes no more: there are none to describe or change. */
import { ServiceException } from "../../wire/service-exception.ts";
import type { DynamoOperation } from "./operation.ts";
import { invalidParameter } from "./refusal.ts";

export const createGlobalTable: DynamoOperation<"CreateGlobalTable"> = () => {
  throw noLongerMade();
};

export const updateGlobalTable: DynamoOperation<"UpdateGlobalTable"> = () => {
  throw noLongerMade();
};

export const listGlobalTables: DynamoOperation<"ListGlobalTables"> = () => ({ GlobalTables: [] });

export const describeGlobalTable: DynamoOperation<"DescribeGlobalTable"> = (input) => {
  throw noGlobalTable(input.GlobalTableName!);
};

export const describeGlobalTableSettings: DynamoOperation<"DescribeGlobalTableSettings"> = (input) => {
  throw noGlobalTable(input.GlobalTableName!);
};

export const updateGlobalTableSettings: DynamoOperation<"UpdateGlobalTableSettings"> = (input) => {
  throw noGlobalTable(input.GlobalTableName!);
};

/** Source: AWS, October 2026. */
function noLongerMade(): ServiceException {
  return invalidParameter(
    "DynamoDB global tables version 2017.11.29 is not supported. We recommend using DynamoDB global tables version 2019.11.21, instead of version 2017.11.29 (Legacy).",
  );
}

function noGlobalTable(name: string): ServiceException {
  return new ServiceException("GlobalTableNotFoundException", `Global table with name: '${name}' does not exist.`);
}
