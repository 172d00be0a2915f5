/** Alarms as they are stored: what was asked for, with the state they are in. */
import type { CompositeAlarm, MetricAlarm } from "@aws-sdk/client-cloudwatch";
import { regionalArn } from "../../cloud/arn.ts";
import type { Cloud } from "../../cloud/cloud.ts";
import type { Store } from "../../store/store.ts";
import { removeTags } from "./tags.ts";

export interface Place {
  readonly account: string;
  readonly region: string;
}

export interface AlarmContext extends Place {
  readonly store: Store;
  readonly cloud: Cloud;
}

/** A composite alarm has a rule instead of a metric. */
export type Alarm = MetricAlarm & CompositeAlarm;

export const isComposite = ({ AlarmRule }: Alarm): boolean => AlarmRule !== undefined;

export const alarmArn = (place: Place, name: string): string => regionalArn("cloudwatch", place, `alarm:${name}`);

const alarmKey = ({ account, region }: Place, name: string) => ["cloudwatch", account, region, "alarm", name] as const;

interface Stored extends Place {
  readonly store: Store;
}

export const findAlarm = (context: Stored, name: string): Alarm | undefined =>
  context.store.get<Alarm>(alarmKey(context, name));

export function saveAlarm(context: Stored, alarm: Alarm): void {
  context.store.put(["cloudwatch-alarm-places", context.account, context.region], true);
  context.store.put(alarmKey(context, alarm.AlarmName as string), alarm);
}

export function removeAlarm(context: Stored, name: string): void {
  context.store.delete(alarmKey(context, name));
  removeTags(context, alarmArn(context, name));
}

/** In order of names. */
export const allAlarms = ({ store, account, region }: Stored): Alarm[] =>
  Array.from(store.range<Alarm>({ prefix: ["cloudwatch", account, region, "alarm"] }), ({ value }) => value);

/** The accounts and regions that have, or had, alarms. */
export const alarmPlaces = (store: Store): Place[] =>
  Array.from(store.range({ prefix: ["cloudwatch-alarm-places"] }), ({ key }) => ({
    account: String(key[1]),
    region: String(key[2]),
  }));
