/**
 * What a configuration may write that asks for release 6 of the aws provider, in so far as stacks commonly do: the
 * resources are those of 5.100.
 */
import type { DataSource, ProviderHost, ProviderType, ResourceType } from "../../terraform/provider.ts";
import { type AnyBehaviour, type AnyDataBehaviour, defineDataSource, type Load } from "./framework/behaviour.ts";
import { AwsDataSource } from "./framework/data-source-type.ts";
import { RegionalDataSource, RegionalResourceType } from "./framework/regional.ts";
import { RegionalInstance } from "./framework/regional-instance.ts";
import { AwsResourceType } from "./framework/resource-type.ts";
import type { TypeTable } from "./framework/table.ts";
import { awsLambdaFunction } from "./lambda/function.ts";
import { laterFaults, typesWithArguments, withLaterArguments } from "./later-arguments.ts";
import { awsRegion } from "./meta/region.ts";
import { RESOURCES as LOADS } from "./registry.ts";
import { awsS3Bucket } from "./s3/bucket.ts";
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

/** What was the bucket's `region` has made way for the argument. */
const bucket = {
  ...awsS3Bucket,
  async read(state, aws) {
    const { region: found, ...rest } = (await awsS3Bucket.read(state as never, aws)) ?? {};
    return found === undefined ? undefined : { ...rest, bucket_region: found };
  },
} as AnyBehaviour;

const tableOf = (kind: "resources" | "dataSources", name: string): TypeTable =>
  Object.assign({}, ...TABLES.map((table) => table[kind][name]));

const regionTable = tableOf("dataSources", "aws_region");
const { region: _, ...bucketAttributes } = tableOf("resources", "aws_s3_bucket").attributes ?? {};

/** Services that are the same in every region, and types that are or have a `region` of their own, as the guide lists them. */
const WITHOUT_REGION = new RegExp(
  `^aws_(${[
    "(account|billing|bcmdataexports|budgets|ce|cloudfront|cloudfrontkeyvaluestore|costoptimizationhub|cur)_.*",
    "(globalaccelerator|iam|networkmanager|notifications|notificationscontacts|organizations|pricing|rolesanywhere)_.*",
    "(route53|route53domains|route53recoverycontrolconfig|route53recoveryreadiness|servicequotas|shield|waf)_.*",
    "arn|availability_zone|caller_identity|canonical_user_id|default_tags|ip_ranges|partition|regions|service",
    "service_principal|s3_account_public_access_block|vpc_endpoint_service|vpc_peering_connection|dx_gateway",
  ].join("|")})$`,
);

/** The behaviour of 5.100, which refuses the arguments that it does not know. */
function laterBehaviour(name: string): Load<AnyBehaviour> {
  const load = async (): Promise<AnyBehaviour> => {
    const behaviour = OWN[name] ?? (await LOADS[name]?.());
    if (!behaviour) throw new TypeError(`There is no ${name}`);
    return {
      ...behaviour,
      faults: (config) => [...(behaviour.faults?.(config) ?? []), ...laterFaults(name, config)],
    };
  };
  let loaded: Promise<AnyBehaviour> | undefined;
  return () => (loaded ??= load());
}

const OWN: Readonly<Record<string, AnyBehaviour>> = { aws_lambda_function: lambdaFunction, aws_s3_bucket: bucket };

function tableOfLater(name: string): TypeTable {
  const table = withLaterArguments(name, tableOf("resources", name));
  if (name === "aws_s3_bucket") return { ...table, attributes: { ...bucketAttributes, bucket_region: "c string" } };
  if (name === "aws_nat_gateway") return { ...table, attributes: { ...table.attributes, subnet_id: "o! string" } };
  return table;
}

const RESOURCES: ReadonlyMap<string, ResourceType> = new Map(
  [...new Set([...Object.keys(OWN), ...typesWithArguments])].map((name) => {
    const type = new AwsResourceType(name, tableOfLater(name), laterBehaviour(name));
    return [name, WITHOUT_REGION.test(name) ? type : new RegionalResourceType(type)];
  }),
);

const DATA_SOURCES: Readonly<Record<string, DataSource>> = {
  aws_region: new AwsDataSource(
    "aws_region",
    { ...regionTable, attributes: { ...regionTable.attributes, region: "oc string" } },
    async () => region as unknown as AnyDataBehaviour,
  ),
};

const made = new WeakMap<object, object>();

/** The same one for the same one, so that what is known of it stays known. */
function once<Inner extends object, Outer extends object>(inner: Inner, make: (inner: Inner) => Outer): Outer {
  const outer = made.get(inner) ?? make(inner);
  made.set(inner, outer);
  return outer as Outer;
}

function laterResource(name: string, type: ResourceType): ResourceType {
  const own = RESOURCES.get(name);
  if (own) return own;
  if (!(type instanceof AwsResourceType) || WITHOUT_REGION.test(name)) return type;
  return once(type, () => new RegionalResourceType(type));
}

function laterDataSource(name: string, source: DataSource): DataSource {
  const own = DATA_SOURCES[name];
  if (own) return own;
  if (!(source instanceof AwsDataSource) || name === "aws_s3_bucket" || WITHOUT_REGION.test(name)) return source;
  return once(source, () => new RegionalDataSource(source));
}

export const laterRelease = (provider: ProviderType): ProviderType =>
  once(provider, ({ resources, dataSources }) => ({
    ...provider,
    version: "6.0.0",
    resources: new Map([...resources].map(([name, type]) => [name, laterResource(name, type)])),
    dataSources: new Map([...dataSources].map(([name, source]) => [name, laterDataSource(name, source)])),
    create: (host: ProviderHost) => new RegionalInstance(host),
  }));
