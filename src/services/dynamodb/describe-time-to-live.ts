import type { DynamoOperation } from "./operation.ts";
import { existingTable } from "./table/find-table.ts";

export const describeTimeToLive: DynamoOperation<"DescribeTimeToLive"> = (input, context) => {
  const { timeToLive } = existingTable(input.TableName!, context);
  return {
    TimeToLiveDescription: timeToLive?.enabled
      ? { AttributeName: timeToLive.attribute, TimeToLiveStatus: "ENABLED" }
      : { TimeToLiveStatus: "DISABLED" },
  };
};
