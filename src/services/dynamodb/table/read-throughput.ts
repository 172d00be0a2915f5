/** Throughput parameters, whose rules depend on the billing mode. */
import type { ProvisionedThroughput, WarmThroughput } from "@aws-sdk/client-dynamodb";
import { invalidParameter, refusal } from "../refusal.ts";
import type { Table, Throughput } from "./table.ts";

const none: Throughput = { read: 0, write: 0 };
const mostUnits = 1_000_000_000_000;

export function readTableThroughput(given: ProvisionedThroughput | undefined, billingMode: string): Throughput {
  if (billingMode === "PAY_PER_REQUEST") {
    if (!given) return none;
    throw invalidParameter(
      "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST",
    );
  }
  if (!given?.ReadCapacityUnits || !given.WriteCapacityUnits) {
    throw invalidParameter(
      "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED",
    );
  }
  return checkedThroughput(given);
}

export function readIndexThroughput(
  index: string,
  given: ProvisionedThroughput | undefined,
  billingMode: string,
): Throughput {
  if (billingMode === "PAY_PER_REQUEST") {
    if (!given) return none;
    throw invalidParameter(
      `ProvisionedThroughput should not be specified for index: ${index} when BillingMode is PAY_PER_REQUEST`,
    );
  }
  if (!given) throw invalidParameter(`ProvisionedThroughput must be specified for index: ${index}`);
  return checkedThroughput(given);
}

export function checkedThroughput(given: ProvisionedThroughput): Throughput {
  for (const name of ["ReadCapacityUnits", "WriteCapacityUnits"] as const) {
    if (given[name]! > mostUnits) throw refusal(`Given value ${given[name]} for ${name} is out of bounds`);
  }
  return { read: given.ReadCapacityUnits!, write: given.WriteCapacityUnits! };
}

/** Warm throughput that was asked for needs a moment. */
export function readWarmThroughput(given: WarmThroughput | undefined, settlesAt = 0): Pick<Table, "warm"> {
  if (!given) return {};
  return { warm: { read: given.ReadUnitsPerSecond ?? 12000, write: given.WriteUnitsPerSecond ?? 4000, settlesAt } };
}
