/** Throughput parameters of new tables and indexes, whose rules depend on the billing mode. */
import type { OnDemandThroughput, ProvisionedThroughput, WarmThroughput } from "@aws-sdk/client-dynamodb";
import { ServiceException } from "../../../wire/service-exception.ts";
import { invalidParameter, refusal } from "../refusal.ts";
import type { OnDemandThroughput as Ceilings, Table, Throughput } from "./table.ts";

const none: Throughput = { read: 0, write: 0 };
const mostUnits = 1_000_000_000_000;
/** The quota every account starts with. */
const mostTableUnits = 40_000;

/** What sentences call the table or an index. */
export interface Subject {
  readonly index?: string;
  readonly region: string;
}

export function readTableThroughput(
  given: ProvisionedThroughput | undefined,
  billingMode: string,
  region: string,
): Throughput {
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
  return checkedThroughput(given, { region });
}

export function readIndexThroughput(
  index: string,
  given: ProvisionedThroughput | undefined,
  billingMode: string,
  region: string,
): Throughput {
  if (billingMode === "PAY_PER_REQUEST") {
    if (!given) return none;
    throw invalidParameter(
      `ProvisionedThroughput should not be specified for index: ${index} when BillingMode is PAY_PER_REQUEST`,
    );
  }
  if (!given) throw invalidParameter(`ProvisionedThroughput is not specified for index: ${index}`);
  return checkedThroughput(given, { index, region });
}

export function checkedThroughput(given: ProvisionedThroughput, { index, region }: Subject): Throughput {
  for (const name of ["ReadCapacityUnits", "WriteCapacityUnits"] as const) {
    const units = given[name]!;
    if (units > mostUnits) throw refusal(`Given value ${units} for ${name} is out of bounds`);
    if (units <= mostTableUnits) continue;
    const subject = index === undefined ? `${name}, ${units}` : `${name} for index ${index}, ${units}`;
    const kind = index === undefined ? "table" : "index";
    throw new ServiceException(
      "LimitExceededException",
      `The requested ${subject}, is above the per ${kind} maximum for the account in ${region}. Per ${kind} maximum: ${mostTableUnits}. Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.`,
    );
  }
  return { read: given.ReadCapacityUnits!, write: given.WriteCapacityUnits! };
}

/** Ceilings of an on-demand table or index; without members they are as good as not given. */
export function readOnDemand(
  given: OnDemandThroughput | undefined,
  billingMode: string,
  index?: string,
): { onDemand?: Ceilings } {
  const members = onDemandMembers(given);
  for (const [name, units] of members) {
    if (billingMode === "PROVISIONED") {
      throw invalidParameter(
        `${name} for OnDemandThroughput cannot be specified when table BillingMode is PROVISIONED.`,
      );
    }
    if (units < 1) throw outOfRange(name, index);
  }
  return members.length === 0 ? {} : { onDemand: Object.fromEntries(members) };
}

export function onDemandMembers(given: OnDemandThroughput | undefined): [keyof Ceilings, number][] {
  const names = ["MaxReadRequestUnits", "MaxWriteRequestUnits"] as const;
  return names.flatMap((name): [keyof Ceilings, number][] => {
    const units = given?.[name];
    return units === undefined ? [] : [[name, units]];
  });
}

export function outOfRange(name: string, index: string | undefined): ServiceException {
  return invalidParameter(
    `Requested ${name} for OnDemandThroughput for ${index === undefined ? "table" : `index : ${index}`} is outside of valid range`,
  );
}

/** Warm throughput that is asked for with a new table or index. */
export function readWarmThroughput(
  given: WarmThroughput | undefined,
  { throughput, billingMode, index }: Pick<Table, "throughput" | "billingMode"> & { readonly index?: string },
  settlesAt = 0,
): Pick<Table, "warm"> {
  if (given?.ReadUnitsPerSecond === undefined && given?.WriteUnitsPerSecond === undefined) return {};
  const usual = usualWarmth({ throughput, billingMode });
  const { ReadUnitsPerSecond: read = usual.read, WriteUnitsPerSecond: write = usual.write } = given;
  const subject = index === undefined ? "table" : `index ${index}`;
  for (const [name, wanted, least, units] of [
    ["ReadUnitsPerSecond", read, usual.read, "ReadCapacityUnits"],
    ["WriteUnitsPerSecond", write, usual.write, "WriteCapacityUnits"],
  ] as const) {
    if (wanted >= least) continue;
    throw invalidParameter(
      `Requested ${name} for WarmThroughput for ${subject} is lower than ${
        billingMode === "PROVISIONED"
          ? `${units} of ProvisionedThroughput`
          : "initial throughput for OnDemand. See: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html"
      }`,
    );
  }
  return { warm: { read, write, settlesAt } };
}

/** Without being asked for, on-demand tables are warm for 12,000 reads and 4,000 writes, others for what they have. */
export function usualWarmth({ throughput, billingMode }: Pick<Table, "throughput" | "billingMode">): {
  readonly read: number;
  readonly write: number;
} {
  return billingMode === "PAY_PER_REQUEST" ? { read: 12_000, write: 4_000 } : throughput;
}
