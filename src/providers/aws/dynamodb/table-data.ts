import { defineDataSource } from "../framework/behaviour.ts";
import { everyPage } from "../framework/given.ts";
import type { DynamodbDataSources } from "../schema/dynamodb-data.generated.ts";
import { descriptionFound, findTable, tableTags } from "./table-found.ts";

export const awsDynamodbTableData = defineDataSource<DynamodbDataSources["aws_dynamodb_table"]>({
  title: "DynamoDB Table",
  beginning: ({ name }) => `reading Dynamodb Table (${name})`,
  async read({ name: TableName }, aws) {
    const table = await findTable(aws, TableName);
    if (!table) throw new Error("couldn't find resource");
    const backups = await aws.call("dynamodb", "DescribeContinuousBackups", { TableName });
    const { TimeToLiveDescription: ttl } = await aws.call("dynamodb", "DescribeTimeToLive", { TableName });
    const recovery = backups.ContinuousBackupsDescription?.PointInTimeRecoveryDescription;
    return {
      ...descriptionFound(table),
      id: TableName,
      point_in_time_recovery: [
        {
          enabled: recovery?.PointInTimeRecoveryStatus === "ENABLED",
          recovery_period_in_days: recovery?.RecoveryPeriodInDays ?? 0,
        },
      ],
      replica: (table.Replicas ?? []).map((one) => ({
        kms_key_arn: one.KMSMasterKeyId ?? "",
        region_name: one.RegionName ?? "",
      })),
      ttl: [{ attribute_name: ttl?.AttributeName ?? "", enabled: ttl?.TimeToLiveStatus === "ENABLED" }],
      tags: await tableTags(aws, table.TableArn),
    };
  },
});

export const awsDynamodbTables = defineDataSource<DynamodbDataSources["aws_dynamodb_tables"]>({
  title: "DynamoDB Tables",
  async read(_, aws) {
    const names = await everyPage(
      (ExclusiveStartTableName) => aws.call("dynamodb", "ListTables", { ExclusiveStartTableName }),
      (answer) => answer.TableNames,
      (answer) => answer.LastEvaluatedTableName,
    );
    return { names };
  },
});
