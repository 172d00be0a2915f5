import type { DynamoOperation } from "./operation.ts";

/** The quotas every account starts with. */
export const describeLimits: DynamoOperation<"DescribeLimits"> = () => ({
  AccountMaxReadCapacityUnits: 80000,
  AccountMaxWriteCapacityUnits: 80000,
  TableMaxReadCapacityUnits: 40000,
  TableMaxWriteCapacityUnits: 40000,
});
