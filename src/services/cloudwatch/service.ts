/** Amazon CloudWatch: metrics and their data, alarms, dashboards. */
import type { Service } from "../../cloud/service.ts";
import { disableAlarmActions, enableAlarmActions, setAlarmState } from "./alarm-actions.ts";
import { describeAlarmHistory } from "./alarm-history.ts";
import { deleteAnomalyDetector, describeAnomalyDetectors, putAnomalyDetector } from "./anomaly-detectors.ts";
import { deleteDashboards, getDashboard, listDashboards, putDashboard } from "./dashboards.ts";
import { deleteAlarms } from "./delete-alarms.ts";
import { describeAlarms, describeAlarmsForMetric } from "./describe-alarms.ts";
import { endEvaluation, keepEvaluating } from "./evaluate-alarms.ts";
import { getMetricData } from "./get-metric-data.ts";
import { getMetricStatistics } from "./get-metric-statistics.ts";
import {
  deleteInsightRules,
  describeInsightRules,
  disableInsightRules,
  enableInsightRules,
  putInsightRule,
} from "./insight-rules.ts";
import { publishLambdaMetrics } from "./lambda-metrics.ts";
import { listMetrics } from "./list-metrics.ts";
import {
  deleteMetricStream,
  getMetricStream,
  listMetricStreams,
  putMetricStream,
  startMetricStreams,
  stopMetricStreams,
} from "./metric-streams.ts";
import { putCompositeAlarm } from "./put-composite-alarm.ts";
import { putMetricAlarm } from "./put-metric-alarm.ts";
import { putMetricData } from "./put-metric-data.ts";
import { listTagsForResource, tagResource, untagResource } from "./tagging.ts";

export const cloudWatch: Service = {
  name: "cloudwatch",
  operations: {
    DeleteAlarms: deleteAlarms,
    DeleteAnomalyDetector: deleteAnomalyDetector,
    DeleteDashboards: deleteDashboards,
    DeleteInsightRules: deleteInsightRules,
    DeleteMetricStream: deleteMetricStream,
    DescribeAlarmHistory: describeAlarmHistory,
    DescribeAlarms: describeAlarms,
    DescribeAlarmsForMetric: describeAlarmsForMetric,
    DescribeAnomalyDetectors: describeAnomalyDetectors,
    DescribeInsightRules: describeInsightRules,
    DisableAlarmActions: disableAlarmActions,
    DisableInsightRules: disableInsightRules,
    EnableAlarmActions: enableAlarmActions,
    EnableInsightRules: enableInsightRules,
    GetDashboard: getDashboard,
    GetMetricData: getMetricData,
    GetMetricStatistics: getMetricStatistics,
    GetMetricStream: getMetricStream,
    ListDashboards: listDashboards,
    ListMetricStreams: listMetricStreams,
    ListMetrics: listMetrics,
    ListTagsForResource: listTagsForResource,
    PutAnomalyDetector: putAnomalyDetector,
    PutCompositeAlarm: putCompositeAlarm,
    PutDashboard: putDashboard,
    PutInsightRule: putInsightRule,
    PutMetricAlarm: putMetricAlarm,
    PutMetricData: putMetricData,
    PutMetricStream: putMetricStream,
    SetAlarmState: setAlarmState,
    StartMetricStreams: startMetricStreams,
    StopMetricStreams: stopMetricStreams,
    TagResource: tagResource,
    UntagResource: untagResource,
  },
  start: (cloud) => {
    keepEvaluating(cloud);
    const endMetrics = publishLambdaMetrics(cloud);
    return () => {
      endMetrics();
      endEvaluation(cloud);
    };
  },
};
