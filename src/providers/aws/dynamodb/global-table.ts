import type { Aws } from "../framework/aws.ts";
import { defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import type { DynamodbResources } from "../schema/dynamodb.generated.ts";

/** Version 2017.11.29 of global tables. */
export const awsDynamodbGlobalTable = defineResource<DynamodbResources["aws_dynamodb_global_table"]>({
  title: "DynamoDB Global Table",
  async create(planned, aws, keep) {
    await aws.call("dynamodb", "CreateGlobalTable", {
      GlobalTableName: planned.name,
      ReplicationGroup: planned.replica.map(({ region_name }) => ({ RegionName: region_name })),
    });
    keep(planned.name);
    await active(aws, planned.name);
    return { id: planned.name };
  },
  async read(state, aws) {
    const table = await findGlobalTable(aws, state.id);
    if (!table) return undefined;
    return {
      arn: table.GlobalTableArn,
      name: table.GlobalTableName ?? "",
      replica: (table.ReplicationGroup ?? []).map(({ RegionName }) => ({ region_name: RegionName ?? "" })),
    };
  },
  async update(planned, aws, prior) {
    const regions = (one: typeof planned): string[] => one.replica.map(({ region_name }) => region_name);
    const added = regions(planned).filter((region) => !regions(prior).includes(region));
    const gone = regions(prior).filter((region) => !regions(planned).includes(region));
    await aws.call("dynamodb", "UpdateGlobalTable", {
      GlobalTableName: planned.id,
      ReplicaUpdates: [
        ...added.map((RegionName) => ({ Create: { RegionName } })),
        ...gone.map((RegionName) => ({ Delete: { RegionName } })),
      ],
    });
    await active(aws, planned.id);
  },
  async delete(prior, aws) {
    await unless(
      aws.call("dynamodb", "UpdateGlobalTable", {
        GlobalTableName: prior.id,
        ReplicaUpdates: prior.replica.map(({ region_name }) => ({ Delete: { RegionName: region_name } })),
      }),
      "GlobalTableNotFoundException",
    );
  },
});

async function findGlobalTable(aws: Aws, GlobalTableName: string) {
  const answer = await unless(
    aws.call("dynamodb", "DescribeGlobalTable", { GlobalTableName }),
    "GlobalTableNotFoundException",
  );
  return answer?.GlobalTableDescription;
}

async function active(aws: Aws, name: string): Promise<void> {
  await aws.until(`DynamoDB Global Table (${name})`, async () =>
    (await findGlobalTable(aws, name))?.GlobalTableStatus === "ACTIVE" ? true : undefined,
  );
}
