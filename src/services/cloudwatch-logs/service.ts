/** Amazon CloudWatch Logs, spoken in awsJson 1.1. */
import type { Service } from "../../cloud/service.ts";
import { deleteAccountPolicy, describeAccountPolicies, putAccountPolicy } from "./account-policies.ts";
import {
  createLogAnomalyDetector,
  deleteLogAnomalyDetector,
  getLogAnomalyDetector,
  listAnomalies,
  listLogAnomalyDetectors,
  updateAnomaly,
  updateLogAnomalyDetector,
} from "./anomaly-detectors.ts";
import { createLogGroup } from "./create-log-group.ts";
import { createLogStream } from "./create-log-stream.ts";
import { deleteDataProtectionPolicy, getDataProtectionPolicy, putDataProtectionPolicy } from "./data-protection.ts";
import { deleteLogGroup } from "./delete-log-group.ts";
import { deleteLogStream } from "./delete-log-stream.ts";
import { deleteMetricFilter } from "./delete-metric-filter.ts";
import { deleteSubscriptionFilter } from "./delete-subscription-filter.ts";
import { putLogGroupDeletionProtection } from "./deletion-protection.ts";
import {
  createDelivery,
  deleteDelivery,
  describeDeliveries,
  getDelivery,
  updateDeliveryConfiguration,
} from "./deliveries.ts";
import {
  deleteDeliveryDestination,
  deleteDeliveryDestinationPolicy,
  describeDeliveryDestinations,
  getDeliveryDestination,
  getDeliveryDestinationPolicy,
  putDeliveryDestination,
  putDeliveryDestinationPolicy,
} from "./delivery-destinations.ts";
import {
  deleteDeliverySource,
  describeDeliverySources,
  getDeliverySource,
  putDeliverySource,
} from "./delivery-sources.ts";
import { describeLogGroups } from "./describe-log-groups.ts";
import { describeLogStreams } from "./describe-log-streams.ts";
import { describeMetricFilters } from "./describe-metric-filters.ts";
import { describeQueries } from "./describe-queries.ts";
import { describeSubscriptionFilters } from "./describe-subscription-filters.ts";
import { deleteDestination, describeDestinations, putDestination, putDestinationPolicy } from "./destinations.ts";
import { cancelExportTask, createExportTask, describeExportTasks } from "./export-tasks.ts";
import { filterLogEvents } from "./filter-log-events.ts";
import { getLogEvents } from "./get-log-events.ts";
import { getLogGroupFields } from "./get-log-group-fields.ts";
import { getLogRecord } from "./get-log-record.ts";
import { getQueryResults } from "./get-query-results.ts";
import { deleteIndexPolicy, describeFieldIndexes, describeIndexPolicies, putIndexPolicy } from "./index-policies.ts";
import { associateKmsKey, disassociateKmsKey } from "./kms-association.ts";
import { listLogGroups } from "./list-log-groups.ts";
import { listLogGroupsForQuery } from "./list-log-groups-for-query.ts";
import {
  createLookupTable,
  deleteLookupTable,
  describeLookupTables,
  getLookupTable,
  updateLookupTable,
} from "./lookup-tables.ts";
import { putLogEvents } from "./put-log-events.ts";
import { putMetricFilter } from "./put-metric-filter.ts";
import { putSubscriptionFilter } from "./put-subscription-filter.ts";
import { deleteQueryDefinition, describeQueryDefinitions, putQueryDefinition } from "./query-definitions.ts";
import { deleteResourcePolicy, describeResourcePolicies, putResourcePolicy } from "./resource-policies.ts";
import { deleteRetentionPolicy, putRetentionPolicy } from "./retention.ts";
import { startLiveTail } from "./start-live-tail.ts";
import { startQuery } from "./start-query.ts";
import { stopQuery } from "./stop-query.ts";
import { sweepHourly } from "./sweep.ts";
import {
  listTagsForResource,
  listTagsLogGroup,
  tagLogGroup,
  tagResource,
  untagLogGroup,
  untagResource,
} from "./tagging.ts";
import { testMetricFilter } from "./test-metric-filter.ts";
import { deleteTransformer, getTransformer, putTransformer, testTransformer } from "./transformers.ts";
import { afterArrivals, takeInWrites } from "./written-by-services.ts";

export const cloudWatchLogs: Service = {
  name: "cloudwatch-logs",
  operations: afterArrivals({
    AssociateKmsKey: associateKmsKey,
    CancelExportTask: cancelExportTask,
    CreateDelivery: createDelivery,
    CreateExportTask: createExportTask,
    CreateLogAnomalyDetector: createLogAnomalyDetector,
    CreateLogGroup: createLogGroup,
    CreateLogStream: createLogStream,
    CreateLookupTable: createLookupTable,
    DeleteAccountPolicy: deleteAccountPolicy,
    DeleteDataProtectionPolicy: deleteDataProtectionPolicy,
    DeleteDelivery: deleteDelivery,
    DeleteDeliveryDestination: deleteDeliveryDestination,
    DeleteDeliveryDestinationPolicy: deleteDeliveryDestinationPolicy,
    DeleteDeliverySource: deleteDeliverySource,
    DeleteDestination: deleteDestination,
    DeleteIndexPolicy: deleteIndexPolicy,
    DeleteLogAnomalyDetector: deleteLogAnomalyDetector,
    DeleteLogGroup: deleteLogGroup,
    DeleteLogStream: deleteLogStream,
    DeleteMetricFilter: deleteMetricFilter,
    DeleteLookupTable: deleteLookupTable,
    DeleteQueryDefinition: deleteQueryDefinition,
    DeleteResourcePolicy: deleteResourcePolicy,
    DeleteRetentionPolicy: deleteRetentionPolicy,
    DeleteSubscriptionFilter: deleteSubscriptionFilter,
    DeleteTransformer: deleteTransformer,
    DescribeAccountPolicies: describeAccountPolicies,
    DescribeDeliveries: describeDeliveries,
    DescribeDeliveryDestinations: describeDeliveryDestinations,
    DescribeDeliverySources: describeDeliverySources,
    DescribeDestinations: describeDestinations,
    DescribeExportTasks: describeExportTasks,
    DescribeFieldIndexes: describeFieldIndexes,
    DescribeIndexPolicies: describeIndexPolicies,
    DescribeLogGroups: describeLogGroups,
    DescribeLogStreams: describeLogStreams,
    DescribeMetricFilters: describeMetricFilters,
    DescribeQueries: describeQueries,
    DescribeLookupTables: describeLookupTables,
    DescribeQueryDefinitions: describeQueryDefinitions,
    DescribeResourcePolicies: describeResourcePolicies,
    DescribeSubscriptionFilters: describeSubscriptionFilters,
    DisassociateKmsKey: disassociateKmsKey,
    FilterLogEvents: filterLogEvents,
    GetDataProtectionPolicy: getDataProtectionPolicy,
    GetDelivery: getDelivery,
    GetDeliveryDestination: getDeliveryDestination,
    GetDeliveryDestinationPolicy: getDeliveryDestinationPolicy,
    GetDeliverySource: getDeliverySource,
    GetLogAnomalyDetector: getLogAnomalyDetector,
    GetLogEvents: getLogEvents,
    GetLookupTable: getLookupTable,
    GetLogGroupFields: getLogGroupFields,
    GetLogRecord: getLogRecord,
    GetQueryResults: getQueryResults,
    GetTransformer: getTransformer,
    ListAnomalies: listAnomalies,
    ListLogAnomalyDetectors: listLogAnomalyDetectors,
    ListLogGroups: listLogGroups,
    ListLogGroupsForQuery: listLogGroupsForQuery,
    ListTagsForResource: listTagsForResource,
    ListTagsLogGroup: listTagsLogGroup,
    PutAccountPolicy: putAccountPolicy,
    PutDataProtectionPolicy: putDataProtectionPolicy,
    PutDeliveryDestination: putDeliveryDestination,
    PutDeliveryDestinationPolicy: putDeliveryDestinationPolicy,
    PutDeliverySource: putDeliverySource,
    PutDestination: putDestination,
    PutDestinationPolicy: putDestinationPolicy,
    PutIndexPolicy: putIndexPolicy,
    PutLogEvents: putLogEvents,
    PutLogGroupDeletionProtection: putLogGroupDeletionProtection,
    PutMetricFilter: putMetricFilter,
    PutQueryDefinition: putQueryDefinition,
    PutResourcePolicy: putResourcePolicy,
    PutRetentionPolicy: putRetentionPolicy,
    PutSubscriptionFilter: putSubscriptionFilter,
    PutTransformer: putTransformer,
    StartLiveTail: startLiveTail,
    StartQuery: startQuery,
    StopQuery: stopQuery,
    TagLogGroup: tagLogGroup,
    TagResource: tagResource,
    TestMetricFilter: testMetricFilter,
    TestTransformer: testTransformer,
    UntagLogGroup: untagLogGroup,
    UntagResource: untagResource,
    UpdateAnomaly: updateAnomaly,
    UpdateDeliveryConfiguration: updateDeliveryConfiguration,
    UpdateLogAnomalyDetector: updateLogAnomalyDetector,
    UpdateLookupTable: updateLookupTable,
  }),
  start: (cloud) => {
    const endWrites = takeInWrites(cloud);
    const endSweeps = sweepHourly(cloud);
    return () => {
      endWrites();
      endSweeps();
    };
  },
};
