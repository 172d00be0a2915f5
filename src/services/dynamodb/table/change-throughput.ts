/** Throughput of tables and indexes that exist: what may change, how often, and what stays warm. */
import type { OnDemandThroughput, ProvisionedThroughput, WarmThroughput } from "@aws-sdk/client-dynamodb";
import { invalidParameter, limitExceeded, refusal } from "../refusal.ts";
import { checkedThroughput, onDemandMembers, outOfRange, type Subject, usualWarmth } from "./read-throughput.ts";
import type { OnDemandThroughput as Ceilings, SecondaryIndex, Table, Throughput } from "./table.ts";

const day = 24 * 60 * 60 * 1000;
const freeDecreases = 4;
const decreaseInterval = 60 * 60 * 1000;
const longDate = new Intl.DateTimeFormat("en-US", { dateStyle: "full", timeStyle: "long", timeZone: "UTC" });

/** Decreases are counted by UTC days. */
export function decreasesOn({ decreasedAt, decreasesToday }: Throughput, now: number): number {
  const sameDay = decreasedAt !== undefined && Math.floor(decreasedAt / day) === Math.floor(now / day);
  return sameDay ? (decreasesToday ?? 0) : 0;
}

/** Provisioned throughput after a change, which has to be one. */
export function changedThroughput(
  { billingMode, throughput: current }: Pick<Table, "billingMode" | "throughput">,
  given: ProvisionedThroughput,
  now: number,
  subject: Subject,
): Throughput {
  const { read, write } = checkedThroughput(given, subject);
  if (billingMode === "PROVISIONED" && read === current.read && write === current.write) {
    const named = subject.index === undefined ? "table" : `index ${subject.index}`;
    throw refusal(
      `The provisioned throughput for the ${named} will not change. The requested value equals the current value. Current ReadCapacityUnits provisioned for the ${named}: ${current.read}. Requested ReadCapacityUnits: ${read}. Current WriteCapacityUnits provisioned for the ${named}: ${current.write}. Requested WriteCapacityUnits: ${write}. Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.`,
    );
  }
  const increased = read > current.read || write > current.write;
  return {
    ...current,
    read,
    write,
    ...(increased ? { increasedAt: now } : {}),
    ...(read < current.read || write < current.write ? decreased(current, now) : {}),
  };
}

function decreased(current: Throughput, now: number): Pick<Throughput, "decreasedAt" | "decreasesToday"> {
  const decreases = decreasesOn(current, now);
  const next = (current.decreasedAt ?? 0) + decreaseInterval;
  if (decreases >= freeDecreases && now < next) {
    throw limitExceeded(
      `Provisioned throughput decreases are limited within a given UTC day. After the first ${freeDecreases} decreases, each subsequent decrease in the same UTC day can be performed at most once every ${decreaseInterval / 1000} seconds. Number of decreases today: ${decreases}. Last decrease at ${longDate.format(current.decreasedAt)}. Next decrease can be made at ${longDate.format(next)}.`,
    );
  }
  return { decreasedAt: now, decreasesToday: decreases + 1 };
}

/** Ceilings are changed member by member; -1 takes one away. */
export function changedOnDemand(
  { onDemand: current }: Pick<Table, "onDemand">,
  given: OnDemandThroughput,
  billingMode: string,
  index?: string,
): Ceilings | undefined {
  const changed: { -readonly [Name in keyof Ceilings]: Ceilings[Name] } = { ...current };
  for (const [name, units] of onDemandMembers(given)) {
    if (billingMode === "PROVISIONED") {
      const of = index === undefined ? "" : ` for index : ${index}`;
      throw invalidParameter(
        `${name} for OnDemandThroughput${of} cannot be specified when the table BillingMode is PROVISIONED`,
      );
    }
    if (units === 0 || units < -1) throw outOfRange(name, index);
    if (units === -1) delete changed[name];
    else changed[name] = units;
  }
  return onDemandMembers(changed).length > 0 ? changed : undefined;
}

type Warmed = Pick<Table, "warm" | "throughput">;

export function warmthOf({ warm, throughput }: Warmed, billingMode: Table["billingMode"]): Throughput {
  return warm ?? usualWarmth({ throughput, billingMode });
}

/** Warm throughput only grows. */
export function changedWarmth(
  warmed: Warmed,
  billingMode: Table["billingMode"],
  given: WarmThroughput,
  settlesAt: number,
  index?: string,
): NonNullable<Table["warm"]> {
  const current = warmthOf(warmed, billingMode);
  const { ReadUnitsPerSecond: read = current.read, WriteUnitsPerSecond: write = current.write } = given;
  for (const [name, wanted, least] of [
    ["ReadUnitsPerSecond", read, current.read],
    ["WriteUnitsPerSecond", write, current.write],
  ] as const) {
    if (wanted >= least) continue;
    throw invalidParameter(
      `Requested ${name} for WarmThroughput for ${index === undefined ? "table" : `index ${index}`} is lower than current WarmThroughput, decreasing WarmThroughput is not supported`,
    );
  }
  return { read, write, settlesAt };
}

/** What was warm stays so when the throughput or the billing mode changes. */
export function keepingWarm<Holder extends Table | SecondaryIndex>(
  changed: Holder,
  mode: Table["billingMode"],
  before: Throughput,
): Holder {
  const usual = usualWarmth({ throughput: changed.throughput, billingMode: mode });
  if (before.read <= usual.read && before.write <= usual.write) {
    const { warm: _warm, ...rest } = changed;
    return rest as Holder;
  }
  const [read, write] = [Math.max(before.read, usual.read), Math.max(before.write, usual.write)];
  return { ...changed, warm: { read, write, settlesAt: changed.warm?.settlesAt ?? 0 } };
}
