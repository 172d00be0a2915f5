import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { saveNewAlarm } from "./alarm-definition.ts";
import type { CloudWatch } from "./client.ts";
import { evaluateAlarms } from "./evaluate-alarms.ts";

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
  if (definition.ThresholdMetricId !== undefined) {
    throw new ServiceException("NotImplemented", "Terrarium does not implement anomaly detection alarms.", {}, 501);
  }
  const { Metrics, MetricName, Namespace, Statistic, ExtendedStatistic, Period } = definition;
  if (Metrics === undefined) {
    if (MetricName === undefined || Namespace === undefined) {
      throw refuse("MetricName and Namespace must be specified unless Metrics are.");
    }
    if ((Statistic === undefined) === (ExtendedStatistic === undefined)) {
      throw refuse("Exactly one of Statistic and ExtendedStatistic must be specified.");
    }
    if (Period === undefined || (Period !== 10 && Period !== 20 && Period !== 30 && Period % 60 !== 0)) {
      throw refuse("Metrics list can only be empty or Period must be 10, 20, 30 or a multiple of 60.");
    }
  } else if (MetricName !== undefined || Statistic !== undefined || ExtendedStatistic !== undefined) {
    throw refuse("Metrics cannot be specified together with MetricName, Statistic or ExtendedStatistic.");
  } else if (Metrics.filter(({ ReturnData }) => ReturnData !== false).length !== 1) {
    throw refuse("Exactly one element of the metrics list should return data.");
  }
  if ((definition.DatapointsToAlarm ?? 1) > (definition.EvaluationPeriods as number)) {
    throw refuse("The value for DatapointsToAlarm must be less than or equal to the value for EvaluationPeriods.");
  }
  saveNewAlarm(
    context,
    Metrics === undefined ? { ...definition, Dimensions: definition.Dimensions ?? [] } : definition,
    Tags,
  );
  evaluateAlarms(context, Namespace ?? Metrics?.find(({ MetricStat }) => MetricStat)?.MetricStat?.Metric?.Namespace);
  return {};
};
