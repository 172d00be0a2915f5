/**
 * The aws provider: hashicorp/aws 5.100 as far as Terrarium's services reach. Schemas come from tables and load no
 * behaviour; a resource type's file is imported when it is planned or applied for the first time.
 */
import type { ProviderType } from "../../terraform/provider.ts";
import type { Load } from "./framework/behaviour.ts";
import { AwsDataSource } from "./framework/data-source-type.ts";
import { AwsInstance } from "./framework/instance.ts";
import { AwsResourceType } from "./framework/resource-type.ts";
import { schemaOf, shapeOf } from "./framework/shape.ts";
import { awsLambdaInvocationEphemeral } from "./lambda/invocation-ephemeral.ts";
import { arnBuild, arnParse, trimIamRolePath } from "./meta/functions.ts";
import { DATA_SOURCES, RESOURCES } from "./registry.ts";
import { PROVIDER_TABLE, TABLES } from "./tables.ts";

/** A dynamic import of what has been imported already still costs a tenth of a millisecond. */
function once<Any>(load: Load<Any> | undefined): Load<Any> | undefined {
  let loaded: Promise<Any> | undefined;
  return load && (() => (loaded ??= load()));
}

const tables = (kind: "resources" | "dataSources") => TABLES.flatMap((table) => Object.entries(table[kind]));

export const awsProvider: ProviderType = {
  source: "registry.terraform.io/hashicorp/aws",
  version: "5.100.0",
  schema: schemaOf(shapeOf("provider", PROVIDER_TABLE)),
  resources: new Map(
    tables("resources").map(([name, table]) => [name, new AwsResourceType(name, table, once(RESOURCES[name]))]),
  ),
  dataSources: new Map(
    tables("dataSources").map(([name, table]) => [name, new AwsDataSource(name, table, once(DATA_SOURCES[name]))]),
  ),
  ephemeralResources: new Map([["aws_lambda_invocation", awsLambdaInvocationEphemeral]]),
  functions: new Map([
    ["arn_build", arnBuild],
    ["arn_parse", arnParse],
    ["trim_iam_role_path", trimIamRolePath],
  ]),
  names: async () => (await import("./names.ts")).awsNames,
  create: (host) => new AwsInstance(host),
};
