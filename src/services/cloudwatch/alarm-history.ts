/** What happened to alarms: kept for two weeks, as the API reference says. */
import type { AlarmHistoryItem, HistoryItemType } from "@aws-sdk/client-cloudwatch";
import type { Operation } from "../../cloud/operation.ts";
import { type Alarm, type AlarmContext, isComposite } from "./alarms.ts";
import type { CloudWatch } from "./client.ts";
import { pageOf } from "./page.ts";

const KEPT = 14 * 86_400_000;

const historyKey = ({ account, region }: { readonly account: string; readonly region: string }) =>
  ["cloudwatch", account, region, "alarm-history"] as const;

export function recordHistory(
  context: AlarmContext,
  alarm: Alarm,
  type: HistoryItemType,
  summary: string,
  data: object,
): void {
  const { store, cloud } = context;
  const now = cloud.clock.now();
  const counter = [...historyKey(context), "next"];
  const number = store.get<number>(counter) ?? 0;
  store.put(counter, number + 1);
  const item: AlarmHistoryItem = {
    AlarmName: alarm.AlarmName,
    AlarmType: isComposite(alarm) ? "CompositeAlarm" : "MetricAlarm",
    Timestamp: new Date(now),
    HistoryItemType: type,
    HistorySummary: summary,
    HistoryData: JSON.stringify({ version: "1.0", ...data }),
  };
  store.put([...historyKey(context), "item", now, number], item);
  const prefix = [...historyKey(context), "item"];
  for (const { key } of Array.from(store.range({ prefix, before: [...prefix, now - KEPT] }))) store.delete(key);
}

export const describeAlarmHistory: Operation<CloudWatch, "DescribeAlarmHistory"> = (input, context) => {
  const types = input.AlarmTypes ?? ["MetricAlarm"];
  const found = Array.from(
    context.store.range<AlarmHistoryItem>({ prefix: [...historyKey(context), "item"], reverse: true }),
    ({ value }) => value,
  ).filter(
    ({ AlarmName, AlarmType, HistoryItemType: type, Timestamp }) =>
      (input.AlarmName === undefined || AlarmName === input.AlarmName) &&
      types.includes(AlarmType as "MetricAlarm") &&
      (input.HistoryItemType === undefined || type === input.HistoryItemType) &&
      (input.StartDate === undefined || (Timestamp as Date) >= input.StartDate) &&
      (input.EndDate === undefined || (Timestamp as Date) <= input.EndDate),
  );
  if (input.ScanBy === "TimestampAscending") found.reverse();
  const { page, NextToken } = pageOf(found, input.MaxRecords ?? 100, input.NextToken);
  return { AlarmHistoryItems: page, ...(NextToken === undefined ? {} : { NextToken }) };
};
