/** Auto scaling of global tables' replicas. No auto scaling is set up here, so there are no settings to tell. */
import type { OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { DynamoOperation } from "./operation.ts";
import { refusal } from "./refusal.ts";
import { statusOf, type Table } from "./table/table.ts";
import { tableNameOf } from "./table/table-name.ts";
import { readTable } from "./table/table-store.ts";

export const describeTableReplicaAutoScaling: DynamoOperation<"DescribeTableReplicaAutoScaling"> = (input, context) => {
  const table = globalTable(input.TableName!, context, "DescribeTableReplicaAutoScaling");
  return {
    TableAutoScalingDescription: {
      TableName: table.name,
      TableStatus: statusOf(table, context.clock.now()),
      Replicas: [table.region, ...table.replicas.map(({ region }) => region)].map((RegionName) => ({
        RegionName,
        GlobalSecondaryIndexes: [],
        ReplicaStatus: "ACTIVE" as const,
      })),
    },
  };
};

export const updateTableReplicaAutoScaling: DynamoOperation<"UpdateTableReplicaAutoScaling"> = (input, context) => {
  const { name, billingMode, region } = globalTable(input.TableName!, context, "UpdateTableReplicaAutoScaling");
  if (billingMode === "PAY_PER_REQUEST") {
    throw refusal(
      `Failed to update global table with name ‘${name}‘. Replicas '${region}' BillingMode is PayPerRequest. You must convert table's BillingMode to PROVISIONED to set parameters: 'provisionedWriteCapacityAutoScalingUpdate'.`,
    );
  }
  throw new ServiceException(
    "NotImplemented",
    "Terrarium does not implement auto scaling: UpdateTableReplicaAutoScaling of provisioned tables is not implemented.",
    {},
    501,
  );
};

function globalTable(given: string, context: OperationContext, action: string): Table {
  const name = tableNameOf(given, context, action);
  const table = readTable(context.store, context, name, context.clock.now());
  if (table && table.replicas.length > 0) return table;
  throw new ServiceException("ResourceNotFoundException", `Global table with name: '${name}' does not exist.`);
}
