/** DescribeAlarms and DescribeAlarmsForMetric. */
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { compileRule } from "./alarm-rule.ts";
import { type Alarm, allAlarms, findAlarm, isComposite } from "./alarms.ts";
import type { CloudWatch } from "./client.ts";
import { metricName } from "./metrics.ts";
import { pageOf } from "./page.ts";

export const describeAlarms: Operation<CloudWatch, "DescribeAlarms"> = (input, context) => {
  const { AlarmNames, AlarmNamePrefix = "", ActionPrefix, StateValue, ChildrenOfAlarmName, ParentsOfAlarmName } = input;
  if (AlarmNames !== undefined && input.AlarmNamePrefix !== undefined) {
    throw new ServiceException(
      "InvalidParameterCombination",
      "AlarmNames and AlarmNamePrefix are mutually exclusive.",
      {},
      400,
    );
  }
  const family = ChildrenOfAlarmName ?? ParentsOfAlarmName;
  const types = input.AlarmTypes ?? (family === undefined ? ["MetricAlarm"] : ["MetricAlarm", "CompositeAlarm"]);
  const children = ChildrenOfAlarmName === undefined ? undefined : namesIn(findAlarm(context, ChildrenOfAlarmName));
  const found = allAlarms(context).filter(
    (alarm) =>
      types.includes(isComposite(alarm) ? "CompositeAlarm" : "MetricAlarm") &&
      alarm.AlarmName?.startsWith(AlarmNamePrefix) &&
      (AlarmNames === undefined || AlarmNames.includes(alarm.AlarmName)) &&
      (StateValue === undefined || alarm.StateValue === StateValue) &&
      (ActionPrefix === undefined || alarm.AlarmActions?.some((action) => action.startsWith(ActionPrefix))) &&
      (children === undefined || children.includes(alarm.AlarmName)) &&
      (ParentsOfAlarmName === undefined || namesIn(alarm).includes(ParentsOfAlarmName)),
  );
  const { page, NextToken } = pageOf(found, input.MaxRecords ?? (AlarmNames ? 100 : 50), input.NextToken);
  return {
    MetricAlarms: page.filter((alarm) => !isComposite(alarm)),
    CompositeAlarms: page.filter(isComposite),
    ...(NextToken === undefined ? {} : { NextToken }),
  };
};

const namesIn = (alarm: Alarm | undefined): readonly string[] =>
  alarm?.AlarmRule === undefined ? [] : compileRule(alarm.AlarmRule).names;

export const describeAlarmsForMetric: Operation<CloudWatch, "DescribeAlarmsForMetric"> = (input, context) => {
  const identity = (metric: Pick<Alarm, "Namespace" | "MetricName" | "Dimensions">) =>
    JSON.stringify(metricName(metric.Namespace as string, metric.MetricName as string, metric.Dimensions));
  const wanted = identity(input);
  return {
    MetricAlarms: allAlarms(context).filter(
      (alarm) =>
        alarm.MetricName !== undefined &&
        identity(alarm) === wanted &&
        (["Statistic", "ExtendedStatistic", "Period", "Unit"] as const).every(
          (name) => input[name] === undefined || input[name] === alarm[name],
        ),
    ),
  };
};
