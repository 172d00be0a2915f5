/** Anomaly detectors: stored and shown. They find nothing. */
import { randomUUID } from "node:crypto";
import type { AnomalyDetector } from "@aws-sdk/client-cloudwatch-logs";
import { regionalArn } from "../../cloud/arn.ts";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { CloudWatchLogs } from "./client.ts";
import { compileFilterPattern } from "./filter-pattern/compile.ts";
import { nameFromIdentifier, requireGroup } from "./groups.ts";
import { allRecords, findRecord, pageOf, removeRecord, saveRecord } from "./records.ts";
import { requireStandardClass } from "./standard-class.ts";
import { tagNewResource } from "./tagging.ts";

const DETECTOR = "anomaly-detector";

const unknown = (): ServiceException =>
  new ServiceException("ResourceNotFoundException", "The specified anomaly detector does not exist.");

function requireDetector(context: OperationContext, arn: string): AnomalyDetector {
  const found = findRecord<AnomalyDetector>(context, DETECTOR, arn);
  if (!found) throw unknown();
  return found;
}

export const createLogAnomalyDetector: Operation<CloudWatchLogs, "CreateLogAnomalyDetector"> = (input, context) => {
  const logGroupArnList = input.logGroupArnList ?? [];
  for (const arn of logGroupArnList) {
    requireStandardClass(requireGroup(context.store, context, nameFromIdentifier(arn)));
  }
  compileFilterPattern(input.filterPattern ?? "");
  const anomalyDetectorArn = regionalArn("logs", context, `anomaly-detector:${randomUUID()}`);
  const now = context.clock.now();
  const detector: AnomalyDetector = {
    anomalyDetectorArn,
    detectorName: input.detectorName,
    logGroupArnList,
    evaluationFrequency: input.evaluationFrequency,
    filterPattern: input.filterPattern,
    anomalyDetectorStatus: "INITIALIZING",
    kmsKeyId: input.kmsKeyId,
    creationTimeStamp: now,
    lastModifiedTimeStamp: now,
    anomalyVisibilityTime: input.anomalyVisibilityTime ?? 21,
  };
  saveRecord(context, DETECTOR, detector, anomalyDetectorArn);
  tagNewResource(context, anomalyDetectorArn.split(":").slice(5).join(":"), input.tags);
  return { anomalyDetectorArn };
};

export const getLogAnomalyDetector: Operation<CloudWatchLogs, "GetLogAnomalyDetector"> = (input, context) => {
  const { anomalyDetectorArn: _arn, ...detector } = requireDetector(context, input.anomalyDetectorArn as string);
  return detector;
};

export const updateLogAnomalyDetector: Operation<CloudWatchLogs, "UpdateLogAnomalyDetector"> = (input, context) => {
  const { anomalyDetectorArn, enabled, ...changes } = input;
  const detector = requireDetector(context, anomalyDetectorArn as string);
  const status = enabled ? "ANALYZING" : "PAUSED";
  saveRecord(
    context,
    DETECTOR,
    { ...detector, ...changes, anomalyDetectorStatus: status, lastModifiedTimeStamp: context.clock.now() },
    anomalyDetectorArn as string,
  );
  return {};
};

export const deleteLogAnomalyDetector: Operation<CloudWatchLogs, "DeleteLogAnomalyDetector"> = (input, context) => {
  if (!removeRecord(context, DETECTOR, input.anomalyDetectorArn as string)) throw unknown();
  return {};
};

export const listLogAnomalyDetectors: Operation<CloudWatchLogs, "ListLogAnomalyDetectors"> = (input, context) => {
  const found = allRecords<AnomalyDetector>(context.store, context, DETECTOR).filter(
    ({ logGroupArnList }) =>
      input.filterLogGroupArn === undefined || logGroupArnList?.includes(input.filterLogGroupArn),
  );
  const { page, ...rest } = pageOf(found, input);
  return { anomalyDetectors: page, ...rest };
};

export const listAnomalies: Operation<CloudWatchLogs, "ListAnomalies"> = (input, context) => {
  if (input.anomalyDetectorArn !== undefined) requireDetector(context, input.anomalyDetectorArn);
  return { anomalies: [] };
};

/** None is ever found, so there is none to change. */
export const updateAnomaly: Operation<CloudWatchLogs, "UpdateAnomaly"> = (input, context) => {
  requireDetector(context, input.anomalyDetectorArn as string);
  if (input.anomalyId === undefined && input.patternId === undefined) {
    throw new ServiceException("InvalidParameterException", "Either anomalyId or patternId must be specified.");
  }
  throw new ServiceException("ResourceNotFoundException", "The specified anomaly does not exist.");
};
