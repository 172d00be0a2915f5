import { defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { differs } from "../framework/given.ts";
import { tagChanges, tagList } from "../framework/tags.ts";
import type { DynamodbResources } from "../schema/dynamodb.generated.ts";
import { createTable } from "./table-create.ts";
import { findTable, tableFound } from "./table-found.ts";
import { checkTable } from "./table-plan.ts";
import { setReplicas, tagReplicas } from "./table-replicas.ts";
import { setBackups, setTimeToLive, updateTable } from "./table-update.ts";

type Table = DynamodbResources["aws_dynamodb_table"];

const byName = (element: { readonly name?: unknown }): string => String(element.name);

export const awsDynamodbTable = defineResource<Table>({
  title: "AWS DynamoDB Table",
  named: (planned) => planned.name,
  normalize: { stream_view_type: (value) => value.toUpperCase() },
  equivalent: { table_class: (prior, next) => prior === "" && next === "STANDARD" },
  setKeys: { attribute: byName, local_secondary_index: byName },
  keptBlocks: ["attribute"],
  plan: checkTable,

  async create(planned, aws, keep) {
    await createTable(planned, aws);
    keep(planned.name);
    await aws.until(`DynamoDB Table (${planned.name}) create`, async () => ready(await findTable(aws, planned.name)));
    const [ttl] = planned.ttl;
    if (ttl?.enabled) await setTimeToLive(aws, planned.name, ttl);
    const [backups] = planned.point_in_time_recovery;
    if (backups?.enabled) await setBackups(aws, planned.name, backups);
    if (planned.replica.length > 0) {
      await setReplicas(aws, planned.name, [], planned.replica);
      const { TableArn: arn = null } = (await findTable(aws, planned.name)) ?? {};
      await tagReplicas(aws, { ...planned, arn });
    }
    return { id: planned.name };
  },

  read: tableFound,

  async update(planned, aws, prior) {
    await updateTable(planned, prior, aws, async () => {
      await aws.until(`DynamoDB Table (${planned.name}) update`, async () => ready(await findTable(aws, planned.name)));
    });
    const [ttl] = planned.ttl;
    if (ttl && differs(prior, planned, "ttl")) await setTimeToLive(aws, planned.name, ttl, prior.ttl[0]);
    const [backups] = planned.point_in_time_recovery;
    if (backups && differs(prior, planned, "point_in_time_recovery")) await setBackups(aws, planned.name, backups);
    if (differs(prior, planned, "replica")) await setReplicas(aws, planned.name, prior.replica, planned.replica);
    const { set, removed } = tagChanges(prior.tags_all, planned.tags_all);
    const ResourceArn = prior.arn ?? "";
    if (removed.length > 0) await aws.call("dynamodb", "UntagResource", { ResourceArn, TagKeys: [...removed] });
    if (Object.keys(set).length > 0) await aws.call("dynamodb", "TagResource", { ResourceArn, Tags: tagList(set) });
    await tagReplicas(aws, planned);
  },

  async delete(prior, aws) {
    const TableName = prior.id;
    if (prior.replica.length > 0) await setReplicas(aws, TableName, prior.replica, []);
    const deleted = await unless(aws.call("dynamodb", "DeleteTable", { TableName }), "ResourceNotFoundException");
    if (deleted)
      await aws.until(`DynamoDB Table (${TableName}) delete`, async () =>
        (await findTable(aws, TableName)) ? undefined : true,
      );
  },
});

/** True once a table and its indexes are active. */
function ready(table: Awaited<ReturnType<typeof findTable>>): true | undefined {
  const indexes = table?.GlobalSecondaryIndexes ?? [];
  return table?.TableStatus === "ACTIVE" && indexes.every((index) => index.IndexStatus === "ACTIVE") ? true : undefined;
}
