import type { PutMetricAlarmInput } from "@aws-sdk/client-cloudwatch";
import { parseArn } from "../../cloud/arn.ts";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { saveNewAlarm } from "./alarm-definition.ts";
import { periodOf } from "./alarm-evaluation.ts";
import type { CloudWatch } from "./client.ts";
import { evaluateAlarms } from "./evaluate-alarms.ts";
import { isStatistic } from "./statistics.ts";

const OF_ONE_METRIC = [
  "MetricName",
  "Namespace",
  "Statistic",
  "ExtendedStatistic",
  "Dimensions",
  "Period",
  "Unit",
] as const satisfies readonly (keyof PutMetricAlarmInput)[];
const SHORT_PERIODS = [10, 20, 30];
const MISSING = ["breaching", "notBreaching", "ignore", "missing"];

const refuse = (message: string): ServiceException => new ServiceException("ValidationError", message);

export const putMetricAlarm: Operation<CloudWatch, "PutMetricAlarm"> = (input, context) => {
  const { Tags, ...definition } = input;
  if (definition.EvaluationCriteria !== undefined) {
    throw new ServiceException(
      "NotImplemented",
      "Terrarium does not implement alarms with an EvaluationCriteria.",
      {},
      501,
    );
  }
  checkDefinition(definition);
  const { Metrics, Namespace } = definition;
  saveNewAlarm(
    context,
    Metrics === undefined ? { ...definition, Dimensions: definition.Dimensions ?? [] } : definition,
    Tags,
  );
  evaluateAlarms(context, Namespace ?? Metrics?.find(({ MetricStat }) => MetricStat)?.MetricStat?.Metric?.Namespace);
  return {};
};

type Definition = Omit<PutMetricAlarmInput, "Tags">;

function checkDefinition(definition: Definition): void {
  const { Metrics } = definition;
  if (Metrics === undefined) checkMetric(definition);
  else {
    // Source: AWS, the sentence reported for Statistic.
    const named = OF_ONE_METRIC.find((name) => definition[name] !== undefined);
    if (named !== undefined) throw refuse(`${named} should not be set if list of Metrics is set.`);
    if (Metrics.some(({ Expression }) => Expression !== undefined && /\bSEARCH\s*\(/.test(Expression))) {
      throw refuse("SEARCH is not supported on Metric Alarms");
    }
    const { ThresholdMetricId: band } = definition;
    if (band !== undefined && Metrics.filter(({ Id }) => Id === band).length !== 1) {
      throw refuse("Metrics list must contain exactly one metric matching the ThresholdMetricId parameter");
    }
    if (Metrics.filter(({ Id, ReturnData }) => Id !== band && ReturnData !== false).length !== 1) {
      throw refuse("Exactly one element of the metrics list should return data.");
    }
  }
  const periods = definition.EvaluationPeriods as number;
  if ((definition.DatapointsToAlarm ?? 1) > periods) {
    throw refuse("The value for DatapointsToAlarm must be less than or equal to the value for EvaluationPeriods.");
  }
  const period = periodOf(definition);
  // Of an hour and more, alarms look back a week. Source: API reference, EvaluationPeriods.
  const [span, seconds] = period >= 3600 ? ["a week", 604_800] : ["a day", 86_400];
  if (periods * period > seconds) {
    throw refuse(
      `Metrics cannot be checked across more than ${span} (EvaluationPeriods * Period must be <= ${seconds}).`,
    );
  }
  const { TreatMissingData, EvaluateLowSampleCountPercentile } = definition;
  if (TreatMissingData !== undefined && !MISSING.includes(TreatMissingData)) {
    throw refuse(
      `The value ${TreatMissingData} is not supported for TreatMissingData parameter. Supported values are [${MISSING.join(", ")}].`,
    );
  }
  if (
    EvaluateLowSampleCountPercentile !== undefined &&
    !/^(?:evaluate|ignore)$/.test(EvaluateLowSampleCountPercentile)
  ) {
    throw refuse(
      `Option ${EvaluateLowSampleCountPercentile} is not supported. Supported options for parameter EvaluateLowSampleCountPercentile are evaluate and ignore.`,
    );
  }
  const actions = [definition.AlarmActions, definition.OKActions, definition.InsufficientDataActions];
  const unknown = actions.flatMap((list) => list ?? []).find((action) => !parseArn(action));
  if (unknown !== undefined) throw refuse(`Invalid arn syntax: ${unknown}`);
}

function checkMetric({ MetricName, Namespace, Statistic, ExtendedStatistic, Period }: Definition): void {
  if (MetricName === undefined) throw refuse("MetricName must not be null");
  if (Namespace === undefined) throw refuse("Namespace must not be null");
  if ((Statistic === undefined) === (ExtendedStatistic === undefined)) {
    throw refuse("Exactly one of Statistic and ExtendedStatistic must be specified.");
  }
  if (ExtendedStatistic !== undefined && !isStatistic(ExtendedStatistic)) {
    throw new ServiceException(
      "InvalidParameterValueException",
      `The value ${ExtendedStatistic} for parameter ExtendedStatistic is not supported.`,
    );
  }
  if (Period === undefined || (Period % 60 !== 0 && !SHORT_PERIODS.includes(Period))) {
    throw refuse("Period must be 10, 20, 30 or a multiple of 60");
  }
}
