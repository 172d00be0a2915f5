/** DynamoDB. An operation is a file of its name and a line here. */
import type { Service } from "../../cloud/service.ts";
import { batchExecuteStatement } from "./batch-execute-statement.ts";
import { batchGetItem } from "./batch-get-item.ts";
import { batchWriteItem } from "./batch-write-item.ts";
import { checkedOperations } from "./constraint/checked-operations.ts";
import {
  describeContributorInsights,
  listContributorInsights,
  updateContributorInsights,
} from "./contributor-insights.ts";
import { createBackup } from "./create-backup.ts";
import { createTable } from "./create-table.ts";
import { deleteBackup } from "./delete-backup.ts";
import { deleteItem } from "./delete-item.ts";
import { deleteResourcePolicy } from "./delete-resource-policy.ts";
import { deleteTable } from "./delete-table.ts";
import { describeBackup } from "./describe-backup.ts";
import { describeContinuousBackups } from "./describe-continuous-backups.ts";
import { describeEndpoints } from "./describe-endpoints.ts";
import { describeExport } from "./describe-export.ts";
import { describeImport } from "./describe-import.ts";
import { describeLimits } from "./describe-limits.ts";
import { describeTable } from "./describe-table.ts";
import { describeTimeToLive } from "./describe-time-to-live.ts";
import { executeStatement } from "./execute-statement.ts";
import { executeTransaction } from "./execute-transaction.ts";
import { exportTableToPointInTime } from "./export-table-to-point-in-time.ts";
import { getItem } from "./get-item.ts";
import { getResourcePolicy } from "./get-resource-policy.ts";
import {
  createGlobalTable,
  describeGlobalTable,
  describeGlobalTableSettings,
  listGlobalTables,
  updateGlobalTable,
  updateGlobalTableSettings,
} from "./global-tables.ts";
import { importTable } from "./import-table.ts";
import {
  describeKinesisStreamingDestination,
  disableKinesisStreamingDestination,
  enableKinesisStreamingDestination,
  updateKinesisStreamingDestination,
} from "./kinesis-destinations.ts";
import { listBackups } from "./list-backups.ts";
import { listExports } from "./list-exports.ts";
import { listImports } from "./list-imports.ts";
import { listTables } from "./list-tables.ts";
import { listTagsOfResource } from "./list-tags-of-resource.ts";
import { putItem } from "./put-item.ts";
import { putResourcePolicy } from "./put-resource-policy.ts";
import { query } from "./query.ts";
import { describeTableReplicaAutoScaling, updateTableReplicaAutoScaling } from "./replica-auto-scaling.ts";
import { restoreTableFromBackup } from "./restore-table-from-backup.ts";
import { restoreTableToPointInTime } from "./restore-table-to-point-in-time.ts";
import { scan } from "./scan.ts";
import { startDynamodb } from "./start.ts";
import { tagResource } from "./tag-resource.ts";
import { transactGetItems } from "./transact-get-items.ts";
import { transactWriteItems } from "./transact-write-items.ts";
import { untagResource } from "./untag-resource.ts";
import { updateContinuousBackups } from "./update-continuous-backups.ts";
import { updateItem } from "./update-item.ts";
import { updateTable } from "./update-table.ts";
import { updateTimeToLive } from "./update-time-to-live.ts";

export const dynamodb: Service = {
  name: "dynamodb",
  operations: checkedOperations({
    BatchExecuteStatement: batchExecuteStatement,
    BatchGetItem: batchGetItem,
    BatchWriteItem: batchWriteItem,
    CreateBackup: createBackup,
    CreateGlobalTable: createGlobalTable,
    CreateTable: createTable,
    DeleteBackup: deleteBackup,
    DeleteItem: deleteItem,
    DeleteResourcePolicy: deleteResourcePolicy,
    DeleteTable: deleteTable,
    DescribeBackup: describeBackup,
    DescribeContinuousBackups: describeContinuousBackups,
    DescribeContributorInsights: describeContributorInsights,
    DescribeEndpoints: describeEndpoints,
    DescribeExport: describeExport,
    DescribeGlobalTable: describeGlobalTable,
    DescribeGlobalTableSettings: describeGlobalTableSettings,
    DescribeImport: describeImport,
    DescribeKinesisStreamingDestination: describeKinesisStreamingDestination,
    DescribeLimits: describeLimits,
    DescribeTable: describeTable,
    DescribeTableReplicaAutoScaling: describeTableReplicaAutoScaling,
    DescribeTimeToLive: describeTimeToLive,
    DisableKinesisStreamingDestination: disableKinesisStreamingDestination,
    EnableKinesisStreamingDestination: enableKinesisStreamingDestination,
    ExecuteStatement: executeStatement,
    ExecuteTransaction: executeTransaction,
    ExportTableToPointInTime: exportTableToPointInTime,
    GetItem: getItem,
    GetResourcePolicy: getResourcePolicy,
    ImportTable: importTable,
    ListBackups: listBackups,
    ListContributorInsights: listContributorInsights,
    ListExports: listExports,
    ListGlobalTables: listGlobalTables,
    ListImports: listImports,
    ListTables: listTables,
    ListTagsOfResource: listTagsOfResource,
    PutItem: putItem,
    PutResourcePolicy: putResourcePolicy,
    Query: query,
    RestoreTableFromBackup: restoreTableFromBackup,
    RestoreTableToPointInTime: restoreTableToPointInTime,
    Scan: scan,
    TagResource: tagResource,
    TransactGetItems: transactGetItems,
    TransactWriteItems: transactWriteItems,
    UntagResource: untagResource,
    UpdateContinuousBackups: updateContinuousBackups,
    UpdateContributorInsights: updateContributorInsights,
    UpdateGlobalTable: updateGlobalTable,
    UpdateGlobalTableSettings: updateGlobalTableSettings,
    UpdateItem: updateItem,
    UpdateKinesisStreamingDestination: updateKinesisStreamingDestination,
    UpdateTable: updateTable,
    UpdateTableReplicaAutoScaling: updateTableReplicaAutoScaling,
    UpdateTimeToLive: updateTimeToLive,
  }),
  start: startDynamodb,
};
