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

/** Provisioned throughput after a change, which has to be one. */
export function changedThroughput(
  { billingMode, throughput: current }: Pick<Table, "billingMode" | "throughput">,
  given: ProvisionedThroughput,
  now: number,
  subject: string,
): Throughput {
  const { read, write } = checkedThroughput(given);
  if (billingMode === "PROVISIONED" && read === current.read && write === current.write) {
    throw refusal(
      `The provisioned throughput for the ${subject} will not change. The requested value equals the current value. Current ReadCapacityUnits provisioned for the ${subject}: ${current.read}. Requested ReadCapacityUnits: ${read}. Current WriteCapacityUnits provisioned for the ${subject}: ${current.write}. Requested WriteCapacityUnits: ${write}. Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.`,
    );
  }
  const decreased = read < current.read || write < current.write;
  const increased = read > current.read || write > current.write;
  return {
    ...current,
    read,
    write,
    ...(increased ? { increasedAt: now } : {}),
    ...(decreased ? { decreasedAt: now, decreasesToday: (current.decreasesToday ?? 0) + 1 } : {}),
  };
}
