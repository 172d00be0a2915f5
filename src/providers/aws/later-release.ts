/**
 * What a configuration may write that asks for release 6 of the aws provider, in so far as stacks commonly do: the
 * resources are those of 5.100.
 */
import type { DataSource, ProviderType, ResourceType } from "../../terraform/provider.ts";
import { type AnyBehaviour, type AnyDataBehaviour, defineDataSource } from "./framework/behaviour.ts";
import { AwsDataSource } from "./framework/data-source-type.ts";
import { AwsResourceType } from "./framework/resource-type.ts";
import type { TypeTable } from "./framework/table.ts";
import { awsLambdaFunction } from "./lambda/function.ts";
import { awsRegion } from "./meta/region.ts";
import { awsProvider } from "./provider.ts";
import type { MetaDataSources } from "./schema/meta-data.generated.ts";
import { TABLES } from "./tables.ts";

type Region = MetaDataSources["aws_region"] & { readonly region: string | null };

/** Release 6 calls `name` by what it is. */
const region = defineDataSource<Region>({
  title: awsRegion.title,
  async read({ region: wanted, ...config }, aws) {
    const found = await awsRegion.read({ ...config, name: config.name ?? wanted }, aws);
    return { ...found, region: found.name ?? null };
  },
});

/** Who asks for release 6 need not be told that it is needed. */
const lambdaFunction = { ...awsLambdaFunction, advise: undefined } as unknown as AnyBehaviour;

const tableOf = (kind: "resources" | "dataSources", name: string): TypeTable =>
  Object.assign({}, ...TABLES.map((table) => table[kind][name]));

const regionTable = tableOf("dataSources", "aws_region");

export const laterAwsProvider: ProviderType = {
  ...awsProvider,
  version: "6.0.0",
  resources: new Map<string, ResourceType>([
    ...awsProvider.resources,
    [
      "aws_lambda_function",
      new AwsResourceType(
        "aws_lambda_function",
        tableOf("resources", "aws_lambda_function"),
        async () => lambdaFunction,
      ),
    ],
  ]),
  dataSources: new Map<string, DataSource>([
    ...awsProvider.dataSources,
    [
      "aws_region",
      new AwsDataSource(
        "aws_region",
        { ...regionTable, attributes: { ...regionTable.attributes, region: "oc string" } },
        async () => region as unknown as AnyDataBehaviour,
      ),
    ],
  ]),
};
