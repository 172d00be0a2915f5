import type { Aws } from "../framework/aws.ts";
import { defineResource, Refusal } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { given } from "../framework/given.ts";
import type { DynamodbResources } from "../schema/dynamodb.generated.ts";

/** Ids are `name:table/index:index/account`. */
function parts(id: string) {
  const match = /^name:([^/]+)\/index:([^/]*)\/(.+)$/.exec(id);
  if (!match)
    throw new Refusal(`unexpected format for ID (${id}), expected table_name/index_name/account_id`, "", true);
  return { TableName: match[1] ?? "", IndexName: match[2] || undefined };
}

export const awsDynamodbContributorInsights = defineResource<DynamodbResources["aws_dynamodb_contributor_insights"]>({
  title: "DynamoDB Contributor Insights",
  named: (planned) => planned.table_name,
  words: { creating: ({ table_name }) => `creating DynamoDB Contributor Insights for table (${table_name})` },
  async create(planned, aws, keep) {
    const { table_name: TableName } = planned;
    const IndexName = given(planned.index_name);
    await aws.call("dynamodb", "UpdateContributorInsights", {
      TableName,
      IndexName,
      ContributorInsightsAction: "ENABLE",
    });
    const id = `name:${TableName}/index:${IndexName ?? ""}/${aws.account}`;
    keep(id);
    await settled(aws, id);
    return { id };
  },
  async read(state, aws) {
    const found = await unless(
      aws.call("dynamodb", "DescribeContributorInsights", parts(state.id)),
      "ResourceNotFoundException",
    );
    if (!found || found.ContributorInsightsStatus === "DISABLED") return undefined;
    return { index_name: found.IndexName, table_name: found.TableName ?? "" };
  },
  async delete(prior, aws) {
    const done = await unless(
      aws.call("dynamodb", "UpdateContributorInsights", {
        ...parts(prior.id),
        ContributorInsightsAction: "DISABLE",
      }),
      "ResourceNotFoundException",
    );
    if (done) await settled(aws, prior.id);
  },
});

async function settled(aws: Aws, id: string): Promise<void> {
  await aws.until(`DynamoDB Contributor Insights (${id})`, async () => {
    const { ContributorInsightsStatus } = await aws.call("dynamodb", "DescribeContributorInsights", parts(id));
    return ContributorInsightsStatus === "ENABLING" || ContributorInsightsStatus === "DISABLING" ? undefined : true;
  });
}
