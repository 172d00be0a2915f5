/** Anomaly detectors: kept and given back; no model is trained, so their state stays PENDING_TRAINING. */
import { randomUUID } from "node:crypto";
import type {
  AnomalyDetector,
  Dimension,
  MetricMathAnomalyDetector,
  SingleMetricAnomalyDetector,
} from "@aws-sdk/client-cloudwatch";
import { derivedId, lowerHexadecimal } from "../../cloud/ids.ts";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { CloudWatch } from "./client.ts";
import { metricName } from "./metrics.ts";
import { pageOf } from "./page.ts";

const PAGE = 100;

interface Asked {
  readonly Namespace?: string | undefined;
  readonly MetricName?: string | undefined;
  readonly Dimensions?: Dimension[] | undefined;
  readonly Stat?: string | undefined;
  readonly SingleMetricAnomalyDetector?: SingleMetricAnomalyDetector | undefined;
  readonly MetricMathAnomalyDetector?: MetricMathAnomalyDetector | undefined;
}

const detectorKey = ({ account, region }: OperationContext, ...id: string[]) => [
  "cloudwatch",
  account,
  region,
  "anomaly-detector",
  ...id,
];

const identity = (...parts: string[]): string => derivedId(32, lowerHexadecimal, ...parts);

/** What a detector is of: one metric and statistic, or the queries of an expression. */
function identityOf(asked: Asked): string {
  const { MetricMathAnomalyDetector: math, SingleMetricAnomalyDetector: single } = asked;
  const flat = [asked.Namespace, asked.MetricName, asked.Dimensions, asked.Stat].some((part) => part !== undefined);
  if ([math !== undefined, single !== undefined, flat].filter(Boolean).length > 1) {
    throw new ServiceException(
      "InvalidParameterCombinationException",
      "Only one of the metric, SingleMetricAnomalyDetector and MetricMathAnomalyDetector can be specified.",
    );
  }
  if (math) return identity("METRIC_MATH", JSON.stringify(math.MetricDataQueries ?? []));
  const { Namespace, MetricName, Stat, Dimensions } = single ?? asked;
  const missing = Object.entries({ Namespace, MetricName, Stat }).find(([, value]) => value === undefined);
  if (missing) {
    throw new ServiceException("MissingRequiredParameterException", `The parameter ${missing[0]} is required.`);
  }
  return identity(
    "SINGLE_METRIC",
    JSON.stringify(metricName(Namespace as string, MetricName as string, Dimensions)),
    Stat as string,
  );
}

const isMath = ({ MetricMathAnomalyDetector: math }: AnomalyDetector): boolean => math !== undefined;

export const putAnomalyDetector: Operation<CloudWatch, "PutAnomalyDetector"> = (input, context) => {
  const key = detectorKey(context, identityOf(input));
  const existing = context.store.get<AnomalyDetector>(key);
  const { Namespace, MetricName, Stat, Dimensions = [] } = input.SingleMetricAnomalyDetector ?? input;
  const metric = { Namespace, MetricName, Dimensions, Stat };
  const detector: AnomalyDetector = {
    AnomalyDetectorId: existing?.AnomalyDetectorId ?? randomUUID(),
    ...(input.MetricMathAnomalyDetector
      ? { MetricMathAnomalyDetector: input.MetricMathAnomalyDetector }
      : { ...metric, SingleMetricAnomalyDetector: metric }),
    Configuration: { ExcludedTimeRanges: [], ...input.Configuration },
    ...(input.MetricCharacteristics === undefined ? {} : { MetricCharacteristics: input.MetricCharacteristics }),
    StateValue: "PENDING_TRAINING",
  };
  context.store.put(key, detector);
  return { AnomalyDetectorId: detector.AnomalyDetectorId };
};

const allDetectors = (context: OperationContext) =>
  Array.from(context.store.range<AnomalyDetector>({ prefix: detectorKey(context) }));

export const describeAnomalyDetectors: Operation<CloudWatch, "DescribeAnomalyDetectors"> = (input, context) => {
  const { Namespace, MetricName, Dimensions, AnomalyDetectorIds: ids } = input;
  const types = input.AnomalyDetectorTypes ?? ["SINGLE_METRIC"];
  const dimensions = Dimensions && JSON.stringify(metricName("", "", Dimensions).dimensions);
  const found = allDetectors(context)
    .map(({ value }) => value)
    .filter(
      (detector) =>
        types.includes(isMath(detector) ? "METRIC_MATH" : "SINGLE_METRIC") &&
        (ids === undefined || ids.includes(detector.AnomalyDetectorId as string)) &&
        (Namespace === undefined || detector.Namespace === Namespace) &&
        (MetricName === undefined || detector.MetricName === MetricName) &&
        (dimensions === undefined || JSON.stringify(metricName("", "", detector.Dimensions).dimensions) === dimensions),
    );
  const { page, ...rest } = pageOf(found, input.MaxResults ?? PAGE, input.NextToken);
  return { AnomalyDetectors: page, ...rest };
};

export const deleteAnomalyDetector: Operation<CloudWatch, "DeleteAnomalyDetector"> = (input, context) => {
  const { AnomalyDetectorId: id } = input;
  const key =
    id === undefined
      ? detectorKey(context, identityOf(input))
      : allDetectors(context).find(({ value }) => value.AnomalyDetectorId === id)?.key;
  if (!key || !context.store.has(key)) {
    throw new ServiceException("ResourceNotFoundException", "The anomaly detector does not exist.", {
      ResourceType: "AnomalyDetector",
      ResourceId: id ?? "",
    });
  }
  context.store.delete(key);
  return {};
};
