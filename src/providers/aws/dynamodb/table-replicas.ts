/** A table's copies in other regions: made, removed, and given what they have of their own. */
import type { ReplicationGroupUpdate } from "@aws-sdk/client-dynamodb";
import type { Aws } from "../framework/aws.ts";
import { given } from "../framework/given.ts";
import { tagList } from "../framework/tags.ts";
import type { DynamodbResources } from "../schema/dynamodb.generated.ts";

type Table = DynamodbResources["aws_dynamodb_table"];

export async function setReplicas(
  aws: Aws,
  TableName: string,
  before: Table["replica"],
  after: Table["replica"],
): Promise<void> {
  const update = async (change: ReplicationGroupUpdate): Promise<void> => {
    await aws.call("dynamodb", "UpdateTable", { TableName, ReplicaUpdates: [change] });
    await ready();
  };
  const ready = (): Promise<readonly string[]> =>
    aws.until(`DynamoDB Table (${TableName}) replica update`, () => regionsOnceReady(aws, TableName));
  for (const { region_name: RegionName } of before) {
    if (after.some((one) => one.region_name === RegionName)) continue;
    // One that is a resource of its own may just have been removed by that.
    if ((await ready()).includes(RegionName)) await update({ Delete: { RegionName } });
  }
  for (const replica of after) {
    const known = before.find((one) => one.region_name === replica.region_name);
    if (!known)
      await update({ Create: { RegionName: replica.region_name, KMSMasterKeyId: given(replica.kms_key_arn) } });
    if ((replica.point_in_time_recovery ?? false) !== (known?.point_in_time_recovery ?? false))
      await aws.inRegion(replica.region_name).call("dynamodb", "UpdateContinuousBackups", {
        TableName,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: replica.point_in_time_recovery ?? false },
      });
  }
}

/** Where replicas are, once the table and all of them are active. */
async function regionsOnceReady(aws: Aws, TableName: string): Promise<readonly string[] | undefined> {
  const { Table } = await aws.call("dynamodb", "DescribeTable", { TableName });
  const replicas = Table?.Replicas ?? [];
  const isReady = Table?.TableStatus === "ACTIVE" && replicas.every((replica) => replica.ReplicaStatus === "ACTIVE");
  return isReady ? replicas.map(({ RegionName = "" }) => RegionName) : undefined;
}

/** The table's tags, on those of its replicas that want them. */
export async function tagReplicas(aws: Aws, table: Pick<Table, "arn" | "replica" | "tags_all">): Promise<void> {
  for (const { region_name, propagate_tags } of table.replica) {
    if (!propagate_tags || Object.keys(table.tags_all).length === 0) continue;
    const ResourceArn = (table.arn ?? "").replace(/^(arn:[^:]+:dynamodb:)[^:]+/, `$1${region_name}`);
    await aws.inRegion(region_name).call("dynamodb", "TagResource", { ResourceArn, Tags: tagList(table.tags_all) });
  }
}
