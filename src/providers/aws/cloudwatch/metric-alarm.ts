import type {
  ComparisonOperator,
  Dimension,
  MetricAlarm as FoundAlarm,
  MetricDataQuery,
  StandardUnit,
  Statistic,
} from "@aws-sdk/client-cloudwatch";
import type { Aws } from "../framework/aws.ts";
import { defineResource, type FoundIn, Refusal } from "../framework/behaviour.ts";
import { differs, given, present, some } from "../framework/given.ts";
import { type TagMap, tagList } from "../framework/tags.ts";
import type { CloudwatchResources } from "../schema/cloudwatch.generated.ts";
import { alarmTags, deleteAlarm, retagAlarm } from "./alarms.ts";

type MetricAlarm = CloudwatchResources["aws_cloudwatch_metric_alarm"];
type Query = MetricAlarm["metric_query"][number];

export const awsCloudwatchMetricAlarm = defineResource<MetricAlarm>({
  title: "CloudWatch Metric Alarm",
  named: (planned) => planned.alarm_name,
  plan({ planned }) {
    if (planned.metric_name && Boolean(planned.statistic) === Boolean(planned.extended_statistic))
      throw new Refusal("One of `statistic` or `extended_statistic` must be set for a cloudwatch metric alarm");
    if (planned.metric_query.some(({ expression, metric }) => expression && metric.length > 0))
      throw new Refusal("No metric_query may have both `expression` and a `metric` specified");
  },
  async create(planned, aws) {
    await put(planned, aws, planned.tags_all);
    return { id: planned.alarm_name };
  },
  async read(state, aws) {
    const { MetricAlarms } = await aws.call("cloudwatch", "DescribeAlarms", {
      AlarmNames: [state.id],
      AlarmTypes: ["MetricAlarm"],
    });
    const alarm = MetricAlarms?.[0];
    return alarm && { ...attributesOf(alarm), tags: await alarmTags(aws, alarm.AlarmArn) };
  },
  async update(planned, aws, prior) {
    const { tags: _tags, tags_all: _all, ...rest } = planned;
    if (differs(prior, planned, ...(Object.keys(rest) as (keyof typeof rest)[]))) await put(planned, aws);
    await retagAlarm(aws, prior, planned);
  },
  delete: (prior, aws) => deleteAlarm(prior.id, aws),
});

/** A put replaces the alarm as a whole; tags are looked at only when it is new. */
async function put(planned: MetricAlarm, aws: Aws, tags: TagMap = {}): Promise<void> {
  await aws.call("cloudwatch", "PutMetricAlarm", {
    ActionsEnabled: present(planned.actions_enabled),
    AlarmActions: some(planned.alarm_actions),
    AlarmDescription: given(planned.alarm_description),
    AlarmName: planned.alarm_name,
    ComparisonOperator: planned.comparison_operator as ComparisonOperator,
    DatapointsToAlarm: given(planned.datapoints_to_alarm),
    Dimensions: dimensionList(planned.dimensions),
    EvaluateLowSampleCountPercentile: given(planned.evaluate_low_sample_count_percentiles),
    EvaluationPeriods: planned.evaluation_periods,
    ExtendedStatistic: given(planned.extended_statistic),
    InsufficientDataActions: some(planned.insufficient_data_actions),
    MetricName: given(planned.metric_name),
    Metrics: some(planned.metric_query.map(metricDataQuery)),
    Namespace: given(planned.namespace),
    OKActions: some(planned.ok_actions),
    Period: given(planned.period),
    Statistic: given(planned.statistic) as Statistic | undefined,
    Tags: some(tagList(tags)),
    // One of both is always sent: a threshold that is not given is 0.
    ...(planned.threshold_metric_id
      ? { ThresholdMetricId: planned.threshold_metric_id }
      : { Threshold: planned.threshold ?? 0 }),
    TreatMissingData: present(planned.treat_missing_data),
    Unit: given(planned.unit) as StandardUnit | undefined,
  });
}

const metricDataQuery = (query: Query): MetricDataQuery => {
  const [metric] = query.metric;
  return {
    AccountId: given(query.account_id),
    Expression: given(query.expression),
    Id: query.id,
    Label: given(query.label),
    MetricStat: metric && {
      Metric: {
        Dimensions: dimensionList(metric.dimensions),
        MetricName: metric.metric_name,
        Namespace: given(metric.namespace),
      },
      Period: metric.period,
      Stat: metric.stat,
      Unit: given(metric.unit) as StandardUnit | undefined,
    },
    Period: given(query.period),
    ReturnData: query.return_data ?? false,
  };
};

const attributesOf = (alarm: FoundAlarm): FoundIn<MetricAlarm> => ({
  actions_enabled: alarm.ActionsEnabled,
  alarm_actions: alarm.AlarmActions,
  alarm_description: alarm.AlarmDescription,
  alarm_name: alarm.AlarmName ?? "",
  arn: alarm.AlarmArn,
  comparison_operator: alarm.ComparisonOperator ?? "",
  datapoints_to_alarm: alarm.DatapointsToAlarm,
  dimensions: dimensionMap(alarm.Dimensions),
  evaluate_low_sample_count_percentiles: alarm.EvaluateLowSampleCountPercentile,
  evaluation_periods: alarm.EvaluationPeriods ?? 0,
  extended_statistic: alarm.ExtendedStatistic,
  insufficient_data_actions: alarm.InsufficientDataActions,
  metric_name: alarm.MetricName,
  // Queries that AWS no longer has stay in the state.
  ...(alarm.Metrics?.length && { metric_query: alarm.Metrics.map(queryAttributes) }),
  namespace: alarm.Namespace,
  ok_actions: alarm.OKActions,
  period: alarm.Period,
  statistic: alarm.Statistic,
  threshold: alarm.Threshold,
  threshold_metric_id: alarm.ThresholdMetricId,
  treat_missing_data: alarm.TreatMissingData ?? "missing",
  unit: alarm.Unit,
});

const queryAttributes = ({ MetricStat, ...query }: MetricDataQuery): Query => ({
  account_id: query.AccountId ?? "",
  expression: query.Expression ?? "",
  id: query.Id ?? "",
  label: query.Label ?? "",
  metric: MetricStat
    ? [
        {
          dimensions: dimensionMap(MetricStat.Metric?.Dimensions),
          metric_name: MetricStat.Metric?.MetricName ?? "",
          namespace: MetricStat.Metric?.Namespace ?? "",
          period: MetricStat.Period ?? 0,
          stat: MetricStat.Stat ?? "",
          unit: MetricStat.Unit ?? "",
        },
      ]
    : [],
  period: query.Period ?? 0,
  return_data: query.ReturnData ?? false,
});

const dimensionList = (dimensions: Readonly<Record<string, string>>): Dimension[] | undefined =>
  some(Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })));

const dimensionMap = (dimensions: readonly Dimension[] = []): Readonly<Record<string, string>> =>
  Object.fromEntries(dimensions.map(({ Name = "", Value = "" }) => [Name, Value]));
