import type { DynamoOperation } from "./operation.ts";
import { refusal } from "./refusal.ts";
import { existingTable } from "./table/find-table.ts";
import { statusOf } from "./table/table.ts";

export const describeTimeToLive: DynamoOperation<"DescribeTimeToLive"> = (input, context) => {
  const table = existingTable(input.TableName!, context, "DescribeTimeToLive");
  const status = statusOf(table, context.clock.now());
  if (status === "CREATING" || status === "DELETING") {
    throw refusal(`Cannot describe time to live while table is in ${status} state: Current table state is ${status}`);
  }
  const { timeToLive } = table;
  return {
    TimeToLiveDescription: timeToLive?.enabled
      ? { AttributeName: timeToLive.attribute, TimeToLiveStatus: "ENABLED" }
      : { TimeToLiveStatus: "DISABLED" },
  };
};
