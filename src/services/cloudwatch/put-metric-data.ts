import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { CloudWatch } from "./client.ts";
import { evaluateAlarms } from "./evaluate-alarms.ts";
import { checkData, datapointOf, namedData } from "./metric-datum.ts";
import { addDatapoint, metricName } from "./metrics.ts";

const MINUTE = 60_000;
const SECOND = 1000;
const MOST_DATA = 1000;

export const putMetricData: Operation<CloudWatch, "PutMetricData"> = (input, context) => {
  if (input.Namespace?.startsWith("AWS/") && context.principal.type !== "service") {
    throw invalidValue(`The value ${input.Namespace} for parameter Namespace is invalid.`);
  }
  // Entities are told of beside the metrics of their data; they are no part of a metric's identity.
  const ofEntities = (input.EntityMetricData ?? []).flatMap(({ MetricData }, i) =>
    namedData(MetricData, `EntityMetricData.member.${i + 1}.MetricData`),
  );
  const data = [...namedData(input.MetricData), ...ofEntities];
  if (data.length === 0) {
    throw new ServiceException("MissingRequiredParameterException", "The parameter MetricData is required.");
  }
  if (data.length > MOST_DATA) {
    throw invalidValue(`The collection MetricData must not have a size greater than ${MOST_DATA}.`);
  }
  const now = context.clock.now();
  checkData(data, now);
  for (const { datum } of data) {
    const step = datum.StorageResolution === 1 ? SECOND : MINUTE;
    const at = Math.floor((datum.Timestamp?.getTime() ?? now) / step) * step;
    const metric = metricName(input.Namespace as string, datum.MetricName as string, datum.Dimensions);
    addDatapoint(context, metric, datapointOf(datum, at));
  }
  evaluateAlarms(context, input.Namespace);
  return {};
};

const invalidValue = (message: string): ServiceException =>
  new ServiceException("InvalidParameterValueException", message);
