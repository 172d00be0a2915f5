import type { TableClass } from "@aws-sdk/client-dynamodb";
import type { Aws } from "../framework/aws.ts";
import { defineResource, Refusal } from "../framework/behaviour.ts";
import { given } from "../framework/given.ts";
import { tagChanges, tagList } from "../framework/tags.ts";
import type { DynamodbResources } from "../schema/dynamodb.generated.ts";
import { findTable, tableTags } from "./table-found.ts";
import { setBackups } from "./table-update.ts";

/** A replica of a table of another region in the provider's own; ids are `table:main region`. */
export const awsDynamodbTableReplica = defineResource<DynamodbResources["aws_dynamodb_table_replica"]>({
  title: "DynamoDB Table Replica",
  named: (planned) => planned.global_table_arn,
  async create(planned, aws, keep) {
    const { TableName, mainRegion } = arnParts(planned.global_table_arn);
    if (mainRegion === aws.region) throw new Refusal("replica cannot be in same region as main table");
    await updateMain(aws, mainRegion, TableName, {
      Create: {
        RegionName: aws.region,
        KMSMasterKeyId: given(planned.kms_key_arn),
        TableClassOverride: given(planned.table_class_override) as TableClass | undefined,
      },
    });
    const id = `${TableName}:${mainRegion}`;
    keep(id);
    await aws.until(`DynamoDB Table Replica (${id}) create`, async () =>
      (await findTable(aws, TableName))?.TableStatus === "ACTIVE" ? true : undefined,
    );
    if (planned.point_in_time_recovery)
      await setBackups(aws, TableName, { enabled: true, recovery_period_in_days: null });
    const table = await findTable(aws, TableName);
    const Tags = tagList(planned.tags_all);
    if (Tags.length > 0) await aws.call("dynamodb", "TagResource", { ResourceArn: table?.TableArn, Tags });
    return { id };
  },
  async read(state, aws) {
    const [TableName = "", mainRegion = ""] = state.id.split(":");
    const table = await findTable(aws, TableName);
    if (!table) return undefined;
    const backups = await aws.call("dynamodb", "DescribeContinuousBackups", { TableName });
    const recovery = backups.ContinuousBackupsDescription?.PointInTimeRecoveryDescription;
    return {
      arn: table.TableArn,
      deletion_protection_enabled: table.DeletionProtectionEnabled,
      global_table_arn: table.TableArn?.replace(`:${aws.region}:`, `:${mainRegion}:`) ?? "",
      kms_key_arn: table.SSEDescription?.KMSMasterKeyArn,
      point_in_time_recovery: recovery?.PointInTimeRecoveryStatus === "ENABLED",
      tags: await tableTags(aws, table.TableArn),
    };
  },
  async update(planned, aws, prior) {
    const [TableName = ""] = planned.id.split(":");
    if (planned.point_in_time_recovery !== prior.point_in_time_recovery)
      await setBackups(aws, TableName, {
        enabled: planned.point_in_time_recovery ?? false,
        recovery_period_in_days: null,
      });
    if (planned.deletion_protection_enabled !== prior.deletion_protection_enabled)
      await aws.call("dynamodb", "UpdateTable", {
        TableName,
        DeletionProtectionEnabled: planned.deletion_protection_enabled ?? false,
      });
    const { set, removed } = tagChanges(prior.tags_all, planned.tags_all);
    const ResourceArn = prior.arn ?? "";
    if (removed.length > 0) await aws.call("dynamodb", "UntagResource", { ResourceArn, TagKeys: [...removed] });
    if (Object.keys(set).length > 0) await aws.call("dynamodb", "TagResource", { ResourceArn, Tags: tagList(set) });
  },
  async delete(prior, aws) {
    const [TableName = "", mainRegion = ""] = prior.id.split(":");
    await updateMain(aws, mainRegion, TableName, { Delete: { RegionName: aws.region } });
    await aws.until(`DynamoDB Table Replica (${prior.id}) delete`, async () =>
      (await findTable(aws, TableName)) ? undefined : true,
    );
  },
});

function arnParts(arn: string): { readonly TableName: string; readonly mainRegion: string } {
  const match = /^arn:[^:]+:dynamodb:([^:]+):\d+:table\/(.+)$/.exec(arn);
  if (!match) throw new Refusal(`parsing ARN (${arn}): not a table's`);
  return { mainRegion: match[1] ?? "", TableName: match[2] ?? "" };
}

/** Replicas are made and removed through the main table, in its region. */
async function updateMain(aws: Aws, region: string, TableName: string, update: object): Promise<void> {
  await aws.inRegion(region).call("dynamodb", "UpdateTable", { TableName, ReplicaUpdates: [update] });
}
